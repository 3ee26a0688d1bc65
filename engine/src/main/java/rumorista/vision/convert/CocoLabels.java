package rumorista.vision.convert;

import java.util.List;

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

  /** The 90 categories by number, from 1; empty where COCO has left a number out. */
  static List<String> all() {
    return List.of(NAMES.split(",", -1));
  }
}
