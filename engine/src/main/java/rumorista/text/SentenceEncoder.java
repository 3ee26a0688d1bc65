package rumorista.text;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.HashMap;
import java.util.Map;

/**
 * Sentences to vectors of unit length whose inner product tells how alike they mean:
 * all-MiniLM-L6-v2 (Wang et al. 2020; Reimers & Gurevych 2019), quantised, inside a jar. Remembers
 * what it has read.
 */
public final class SentenceEncoder {
  /** Values in a vector. */
  public static final int WIDTH = 384;

  private final AllMiniLmL6V2QuantizedEmbeddingModel model =
      new AllMiniLmL6V2QuantizedEmbeddingModel();
  private final Map<String, float[]> known = new HashMap<>();

  /**
   * The vector {@code [384]} of a text; all zero if the text is blank. The array is shared: do not
   * change it.
   */
  public synchronized float[] encode(String text) {
    return known.computeIfAbsent(
        text.strip(), t -> t.isEmpty() ? new float[WIDTH] : model.embed(t).content().vector());
  }

  /** Cosine similarity of two vectors of unit length. */
  public static double similarity(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
