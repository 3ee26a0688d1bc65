package rumorista.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceEncoderTest {
  private static final SentenceEncoder SENTENCES = new SentenceEncoder();

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}: {1} rather than {2}")
  @CsvSource({
    "a dog barking, a puppy barks, rain",
    "footsteps on gravel, walking over small stones, a violin",
    "rain on a tin roof, heavy rainfall, a car engine",
    "glass shatters, a window breaks, birds singing",
    "waves on a beach, the sea, a typewriter"
  })
  void whatMeansTheSameIsNear(String text, String near, String far) {
    assertTrue(similarity(text, near) > similarity(text, far) + 0.1);
  }

  @Test
  void vectorsHaveUnitLength() {
    assertEquals(1, similarity("a door slams", "a door slams"), 1e-3);
    assertEquals(SentenceEncoder.WIDTH, SENTENCES.encode("a door slams").length);
  }

  @ParameterizedTest(name = "blank {index}")
  @ValueSource(strings = {"", " ", "\n\t  ", "\u2003", "\u0000", " \u0007\u2003"})
  void nothingMeansNothing(String blank) {
    assertArrayEquals(new float[SentenceEncoder.WIDTH], SENTENCES.encode(blank));
  }

  static List<String> strange() {
    return List.of(
        "👣🪨",
        "🐕",
        "صوت خطوات على الحصى",
        "נביחת כלב",
        "脚步声",
        "\u200f\u202eabc",
        "a\u0000b",
        "lone \ud83d surrogate",
        "[CLS] [SEP] [MASK]",
        "...",
        "e\u0301".repeat(50),
        "a".repeat(2_000),
        "dog ".repeat(500),
        "🐕".repeat(1_000),
        "脚".repeat(2_000));
  }

  @ParameterizedTest(name = "strange text {index}")
  @MethodSource("strange")
  void strangeTextsGiveFiniteUnitVectors(String text) {
    float[] vector = SENTENCES.encode(text);
    assertEquals(SentenceEncoder.WIDTH, vector.length);
    assertEquals(1, SentenceEncoder.similarity(vector, vector), 1e-3);
  }

  @Test
  void aLongTextStillMeansWhatItSays() {
    String words = "a dog barks in the yard, again and again. ";
    String text = words.repeat(2_000 / words.length());
    assertTrue(similarity(text, "a puppy barks") > similarity(text, "rain") + 0.1);
  }

  @Test
  void manyThreadsMayShareOne() {
    SentenceEncoder shared = new SentenceEncoder();
    List<float[]> vectors =
        IntStream.range(0, 16).parallel().mapToObj(i -> shared.encode("sound " + i % 4)).toList();
    for (int i = 0; i < 16; i++) {
      assertArrayEquals(SENTENCES.encode("sound " + i % 4), vectors.get(i), 1e-6f);
    }
  }

  @Test
  void aMemoryIsRememberedByOthers() throws IOException {
    Path memory = folder.resolve(SentenceEncoder.MEMORY);
    SENTENCES.write(memory, List.of("a bell rings", "wind è 風"));
    SentenceEncoder other = new SentenceEncoder(memory);
    for (String text : List.of("a bell rings", "wind è 風")) {
      assertArrayEquals(SENTENCES.encode(text), other.encode(text), 1e-3f);
      assertFalse(Arrays.equals(SENTENCES.encode(text), other.encode(text)), "half precision");
    }
    assertArrayEquals(SENTENCES.encode("something new"), other.encode("something new"));
    new SentenceEncoder(folder.resolve("no such file")).encode("no memory is no trouble");
  }

  @Test
  void nothingIsAskedOfTheNetwork() {
    List<URI> asked = new ArrayList<>();
    ProxySelector usual = ProxySelector.getDefault();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(
                new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("localhost", 9)));
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });
    try {
      new SentenceEncoder().encode("a sentence that nobody has read yet");
    } finally {
      ProxySelector.setDefault(usual);
    }
    assertEquals(List.of(), asked);
  }

  private static double similarity(String a, String b) {
    return SentenceEncoder.similarity(SENTENCES.encode(a), SENTENCES.encode(b));
  }
}
