package rumorista.model.mmaudio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.Progress;
import rumorista.model.ModelSpec;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/**
 * Sees pictures through CLIP and Synchformer, one tower loaded after the other. What is the same is
 * looked at once. Two pictures are looked at at a time, each on a core of its own.
 */
final class Eyes {
  // Mean and deviation of CLIP's pictures, and what Synchformer's are brought to.
  private static final double[] CLIP_MEAN = {0.48145466, 0.4578275, 0.40821073};
  private static final double[] CLIP_DEVIATION = {0.26862954, 0.26130258, 0.27577711};
  private static final double[] SYNC_MEAN = {0.5, 0.5, 0.5};

  private final Path clipWeights;
  private final Path syncWeights;
  private final ModelSpec.MmAudio spec;

  Eyes(Path clipWeights, Path syncWeights, ModelSpec.MmAudio spec) {
    this.clipWeights = clipWeights;
    this.syncWeights = syncWeights;
    this.spec = spec;
  }

  /** Pictures are the same where their bytes are. */
  private record Picture(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Picture picture && Arrays.equals(bytes, picture.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** What there is in pictures, {@code [picture][clipWidth]}. */
  float[][] what(List<byte[]> pictures, Progress progress) {
    int side = spec.clipSide();
    try (ClipPictures clip =
        ClipPictures.open(clipWeights, spec.clipPictures(), spec.clipWidth())) {
      return once(
          pictures.stream().map(Picture::new).toList(),
          picture -> {
            Tensor pixels = pixels(picture.bytes(), side, CLIP_MEAN, CLIP_DEVIATION);
            return TensorData.floats(clip.forward(pixels.unsqueeze(0)));
          },
          "seeing what there is",
          progress);
    }
  }

  /** When things happen in segments of 16 pictures, {@code [segment][8 * syncWidth]}. */
  float[][] when(List<byte[]> pictures, int segments, Progress progress) {
    Map<Picture, Integer> names = new LinkedHashMap<>();
    List<Integer> film =
        pictures.stream()
            .map(picture -> names.computeIfAbsent(new Picture(picture), p -> names.size()))
            .toList();
    List<byte[]> named = names.keySet().stream().map(Picture::bytes).toList();
    List<List<Integer>> keys = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      int from = i * Synchformer.STEP;
      keys.add(film.subList(from, from + Synchformer.SEGMENT));
    }
    try (Synchformer synchformer = Synchformer.open(syncWeights, spec.sync())) {
      return once(
          keys,
          key -> {
            Tensor[] pixels = new Tensor[key.size()];
            for (int i = 0; i < pixels.length; i++) {
              pixels[i] = pixels(named.get(key.get(i)), spec.sync().size(), SYNC_MEAN, SYNC_MEAN);
            }
            return TensorData.floats(synchformer.forward(torch.stack(new TensorVector(pixels), 0)));
          },
          "seeing when it happens",
          progress);
    }
  }

  /** What a function makes of each, asked once for what is equal. */
  private static <T> float[][] once(
      List<T> keys, Function<T, float[]> function, String stage, Progress progress) {
    List<T> different = keys.stream().distinct().toList();
    AtomicInteger done = new AtomicInteger();
    progress.report(stage, 0);
    float[][] made = new float[different.size()][];
    IntStream.range(0, made.length)
        .parallel()
        .forEach(i -> {
          try (TensorScope scope = new TensorScope();
              NoGradGuard noGrad = new NoGradGuard()) {
            made[i] = function.apply(different.get(i));
          }
          progress.report(stage, (double) done.incrementAndGet() / made.length);
        });
    Map<T, float[]> all = new LinkedHashMap<>();
    for (int i = 0; i < made.length; i++) {
      all.put(different.get(i), made[i]);
    }
    return keys.stream().map(all::get).toArray(float[][]::new);
  }

  /** {@code [side][side][3]} in bytes to {@code [3, side, side]}, normalised. */
  private static Tensor pixels(byte[] picture, int side, double[] mean, double[] deviation) {
    int area = side * side;
    float[] values = new float[3 * area];
    for (int i = 0; i < area; i++) {
      for (int channel = 0; channel < 3; channel++) {
        float value = (picture[3 * i + channel] & 0xff) * (1 / 255f);
        values[channel * area + i] = (value - (float) mean[channel]) / (float) deviation[channel];
      }
    }
    return TensorData.of(values, 3, side, side);
  }
}
