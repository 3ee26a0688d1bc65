package rumorista.model.mmaudio;

import static rumorista.RumoristaException.badModel;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import rumorista.tensor.SafetensorsWriter;
import rumorista.tensor.StoredTensor;
import rumorista.tensor.TensorFile;

/**
 * A file of weights as it was published, and what is made of it.
 *
 * @param names that it may have
 * @param table of its keys and shapes
 * @param md5 of its bytes, if it is known
 * @param inside what its keys are prefixed with
 * @param ignored keys that may be there and are of no use
 * @param parts files that are made of it, and the keys that go into each
 */
record PublishedFile(
    List<String> names,
    String table,
    @Nullable String md5,
    String inside,
    Predicate<String> ignored,
    Map<String, Predicate<String>> parts,
    Folding folding) {
  private static final int LARGEST = Integer.MAX_VALUE - 8; // numbers of a tensor

  /** What is multiplied into the weights. */
  enum Folding {
    NOTHING,
    NORMS,
    MAGNITUDES
  }

  static PublishedFile flow(String variant, String md5) {
    List<String> tables = List.of("t_embed.freqs", "latent_rot", "clip_rot"); // computed anyway
    return new PublishedFile(
        List.of("mmaudio_" + variant + ".pth"),
        "mmaudio_" + variant,
        md5,
        "",
        tables::contains,
        Map.of(MmAudioModel.FLOW, key -> true),
        Folding.NOTHING);
  }

  static PublishedFile autoencoder(String name, String table, String md5) {
    Map<String, Predicate<String>> parts = Map.of(MmAudioModel.AUTOENCODER, key -> true);
    return new PublishedFile(
        List.of(name), table, md5, "", key -> false, parts, Folding.MAGNITUDES);
  }

  static PublishedFile vocoder(String name, String table, @Nullable String md5) {
    Map<String, Predicate<String>> parts = Map.of(MmAudioModel.VOCODER, key -> true);
    return new PublishedFile(
        List.of(name), table, md5, "generator/", key -> false, parts, Folding.NORMS);
  }

  static PublishedFile synchformer() {
    return new PublishedFile(
        List.of("synchformer_state_dict.pth"),
        "synchformer",
        "5b2f5594b0730f70e41e549b7c94390c",
        "",
        key -> !key.startsWith("vfeat_extractor."), // its ears
        Map.of(MmAudioModel.SYNC, key -> !key.startsWith("vfeat_extractor.patch_embed.")),
        Folding.NOTHING);
  }

  static PublishedFile clip() {
    Map<String, Predicate<String>> parts = new LinkedHashMap<>();
    List<String> unused = List.of("text_projection", "logit_scale");
    parts.put(MmAudioModel.CLIP_PICTURES, key -> key.startsWith("visual."));
    parts.put(MmAudioModel.CLIP_WORDS, key -> !key.startsWith("visual.") && !unused.contains(key));
    return new PublishedFile(
        List.of("open_clip_pytorch_model.bin", "open_clip_model.safetensors"),
        "clip_dfn5b",
        null,
        "",
        key -> false,
        parts,
        Folding.NOTHING);
  }

  /**
   * What the file holds, checked against the table of keys, and ready to be written.
   *
   * @throws rumorista.RumoristaException BAD_MODEL that names what is missing, strange or of
   *     another shape
   */
  Map<String, SafetensorsWriter.Source> read(TensorFile file) {
    Map<String, SafetensorsWriter.Source> state = new LinkedHashMap<>();
    file.tensors()
        .forEach((key, tensor) -> {
          if (key.startsWith(inside) && !ignored.test(key.substring(inside.length()))) {
            String name = key.substring(inside.length());
            state.put(name, new Checked(file.path(), name, tensor));
          }
        });
    if (state.isEmpty()) {
      throw badModel(
          "%s: holds no weights under %s", file.path(), inside.isEmpty() ? "any name" : inside);
    }
    Map<String, SafetensorsWriter.Source> plain =
        folding == Folding.NORMS ? Checkpoint.foldNorms(file.path(), state) : state;
    check(file.path(), plain);
    return folding == Folding.MAGNITUDES ? Checkpoint.normalise(plain) : plain;
  }

  private void check(Path path, Map<String, SafetensorsWriter.Source> state) {
    Map<String, long[]> wanted = KeyTable.of(table);
    for (Map.Entry<String, long[]> entry : wanted.entrySet()) {
      SafetensorsWriter.Source found = state.get(entry.getKey());
      if (found == null) {
        throw badModel("%s: %s is missing; wanted the file of %s", path, entry.getKey(), table);
      }
      if (!Arrays.equals(found.shape(), entry.getValue())) {
        throw badModel(
            "%s: %s: the file has %s; wanted %s of %s",
            path,
            entry.getKey(),
            Arrays.toString(found.shape()),
            Arrays.toString(entry.getValue()),
            table);
      }
    }
    for (String key : state.keySet()) {
      if (!wanted.containsKey(key)) {
        throw badModel(
            "%s: %s is not part of %s: another file, or another version", path, key, table);
      }
    }
  }

  /** A tensor of a file, whose numbers are looked at when they are asked for. */
  private record Checked(Path path, String name, StoredTensor tensor)
      implements SafetensorsWriter.Source {
    @Override
    public long[] shape() {
      return tensor.shape();
    }

    @Override
    public float[] values() {
      if (tensor.count() > LARGEST) {
        throw badModel("%s: %s is too large", path, name);
      }
      float[] values = tensor.floats();
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw badModel(
              "%s: %s holds %s, which no trained weight is; get the file again", path, name, value);
        }
      }
      return values;
    }
  }
}
