package rumorista.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rumorista.text.SentenceEncoder;

/**
 * The kinds whose English phrases mean most nearly what a text means: for words that no lexicon
 * knows. The sentence encoder is loaded when first needed; the vectors of the phrases come with the
 * program, a byte a value, in the order of {@link #phrases}.
 */
final class Meanings {
  /** Name of the resource. */
  static final String RESOURCE = "meanings.bin";

  private static final int PHRASES_EACH = 4;
  private static final float STEP = 1 / 400f; // of a value; unit vectors stay within 0.3

  private final Supplier<SentenceEncoder> source;
  private @Nullable SentenceEncoder sentences;
  private @Nullable Map<String, List<float[]>> vectors; // by kind

  Meanings(Supplier<SentenceEncoder> source) {
    this.source = source;
  }

  /** The phrases that stand for each kind. */
  static Map<String, List<String>> phrases() {
    Map<String, List<String>> phrases = new LinkedHashMap<>();
    for (Map<String, String> row : Resource.rows("kinds.tsv")) {
      List<String> plain =
          Resource.alternatives(row, "en").stream()
              .filter(phrase -> phrase.chars().noneMatch(c -> "{=?:".indexOf(c) >= 0))
              .limit(PHRASES_EACH)
              .toList();
      phrases.put(Resource.field(row, "kind"), plain);
    }
    return phrases;
  }

  /** Writes the resource; to be done whenever the first phrases of a kind change. */
  static void write(SentenceEncoder encoder, Path file) throws IOException {
    List<String> all = phrases().values().stream().flatMap(List::stream).toList();
    byte[] bytes = new byte[all.size() * SentenceEncoder.WIDTH];
    for (int i = 0; i < all.size(); i++) {
      float[] vector = encoder.encode(all.get(i));
      for (int j = 0; j < vector.length; j++) {
        int value = Math.clamp(Math.round(vector[j] / STEP), Byte.MIN_VALUE, Byte.MAX_VALUE);
        bytes[i * SentenceEncoder.WIDTH + j] = (byte) value;
      }
    }
    Files.write(file, bytes);
  }

  /** The vectors {@code [phrase][384]} of each kind, as the resource has them. */
  static Map<String, List<float[]>> read() {
    byte[] bytes;
    try (InputStream stream =
        Objects.requireNonNull(Meanings.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      bytes = stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, List<float[]>> vectors = new LinkedHashMap<>();
    int at = 0;
    for (Map.Entry<String, List<String>> kind : phrases().entrySet()) {
      List<float[]> ofKind = new ArrayList<>();
      for (int phrase = 0; phrase < kind.getValue().size(); phrase++) {
        float[] vector = new float[SentenceEncoder.WIDTH];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = bytes[at++] * STEP;
        }
        ofKind.add(vector);
      }
      vectors.put(kind.getKey(), ofKind);
    }
    return vectors;
  }

  /** Other kinds, those whose most typical phrases mean most nearly the same first. */
  static List<String> alike(String kind) {
    Map<String, List<float[]>> all = read();
    List<float[]> own = all.getOrDefault(kind, List.of());
    if (own.isEmpty()) {
      return List.of();
    }
    Map<String, Double> similarity = new LinkedHashMap<>();
    all.forEach((other, vectors) ->
        similarity.put(other, SentenceEncoder.similarity(own.getFirst(), vectors.getFirst())));
    return similarity.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(kind))
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** All kinds, the nearest first; a score is a cosine similarity. */
  synchronized List<Wish.Candidate> nearest(String text) {
    if (sentences == null) {
      sentences = source.get();
    }
    if (vectors == null) {
      vectors = read();
    }
    float[] meaning = sentences.encode(text);
    List<Wish.Candidate> kinds = new ArrayList<>();
    vectors.forEach((kind, ofKind) ->
        kinds.add(
            new Wish.Candidate(
                kind,
                ofKind.stream()
                    .mapToDouble(vector -> SentenceEncoder.similarity(meaning, vector))
                    .max()
                    .orElse(0))));
    kinds.sort(Comparator.comparingDouble(Wish.Candidate::score).reversed());
    return kinds;
  }
}
