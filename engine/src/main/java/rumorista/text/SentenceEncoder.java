package rumorista.text;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import rumorista.Background;
import rumorista.tensor.Safetensors;

/**
 * Sentences to vectors of unit length whose inner product tells how alike they mean:
 * all-MiniLM-L6-v2 (Wang et al. 2020; Reimers & Gurevych 2019), quantised, inside a jar. Remembers
 * what it has read, and may start with a memory from a file.
 */
public final class SentenceEncoder {
  /** Values in a vector. */
  public static final int WIDTH = 384;

  /** Name of a memory file beside a manifest. */
  public static final String MEMORY = "meanings.safetensors";

  /** Loading takes a second: it begins as soon as anybody may want it, beside other work. */
  private static final class Shared {
    static final CompletableFuture<AllMiniLmL6V2QuantizedEmbeddingModel> MODEL =
        Background.begin("MiniLM", AllMiniLmL6V2QuantizedEmbeddingModel::new);
  }

  private final Map<String, float[]> known = new ConcurrentHashMap<>();

  /** Remembers nothing yet. */
  public SentenceEncoder() {
    prepare();
  }

  /** Remembers what {@link #write} wrote to {@code memory}, if that file is there. */
  public SentenceEncoder(Path memory) {
    prepare();
    if (Files.exists(memory)) {
      Safetensors.read(memory).forEach((text, entry) -> known.put(text, entry.values()));
    }
  }

  /** Begins to load what every encoder shares, without waiting for it. */
  public static void prepare() {
    Objects.requireNonNull(Shared.MODEL);
  }

  /**
   * The vector {@code [384]} of a text; all zero if the text is blank. The array is shared: do not
   * change it.
   */
  public float[] encode(String text) {
    return known.computeIfAbsent(
        text.strip().trim(), // trim takes control characters too, which the model refuses alone
        t -> t.isEmpty() ? new float[WIDTH] : Shared.MODEL.join().embed(t).content().vector());
  }

  /** Cosine similarity of two vectors of unit length. */
  public static double similarity(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Writes the vectors of {@code texts} to a file, to be remembered by others. */
  public void write(Path memory, Collection<String> texts) throws IOException {
    Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
    texts.forEach(
        text -> entries.put(text, new Safetensors.Entry(new long[] {WIDTH}, encode(text))));
    Safetensors.write(memory, entries, true);
  }
}
