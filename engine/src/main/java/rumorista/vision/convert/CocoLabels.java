package rumorista.vision.convert;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the rows of scores of a detector trained on COCO (Lin et al. 2014) stand for. */
final class CocoLabels {
  private static final String NAMES =
      """
      person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,,\
      stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,,\
      backpack,umbrella,,,handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite,\
      baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,,wine glass,cup,fork,\
      knife,spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,\
      chair,couch,potted plant,bed,,dining table,,,toilet,,tv,laptop,mouse,remote,keyboard,\
      cell phone,microwave,oven,toaster,sink,refrigerator,,book,clock,vase,scissors,teddy bear,\
      hair drier,toothbrush\
      """;

  private CocoLabels() {}

  /** The 80 categories in the order of their numbers. */
  static List<String> all() {
    return Arrays.stream(NAMES.split(",", -1)).filter(name -> !name.isEmpty()).toList();
  }

  /** Numbers that COCO has left out; categories are counted from 1, 0 is the background. */
  static Set<Integer> unused() {
    String[] names = NAMES.split(",", -1);
    return IntStream.rangeClosed(1, names.length)
        .filter(number -> names[number - 1].isEmpty())
        .boxed()
        .collect(Collectors.toSet());
  }
}
