package rumorista.model.mmaudio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.tensor.StoredTensor;

/** Which pictures, how many, and how they are scaled: all exactly as in the published code. */
class PicturesTest {
  private static JsonNode preprocess() throws IOException {
    return new ObjectMapper().readTree(Recipe.GOLDEN.resolve("preprocess.json").toFile());
  }

  static Stream<JsonNode> films() throws IOException {
    List<JsonNode> films = new ArrayList<>();
    preprocess().path("frame_cases").forEach(films::add);
    assertEquals(16, films.size());
    return films.stream();
  }

  @ParameterizedTest
  @MethodSource("films")
  void picturesArePickedAsThePublishedCodePicksThem(JsonNode film) {
    assertEquals(film.path("clip_indices"), picked(film, 8));
    assertEquals(film.path("sync_indices"), picked(film, 25));
    double used = film.path("duration_used").asDouble();
    for (String mode : new String[] {"16k", "44k"}) {
      JsonNode wanted = film.path(mode);
      Lengths lengths = lengths(mode, used);
      assertEquals(wanted.path("latent_seq_len").asInt(), lengths.tokens());
      assertEquals(wanted.path("clip_seq_len").asInt(), lengths.pictures());
      assertEquals(wanted.path("sync_seq_len").asInt(), lengths.instants());
    }
  }

  private static JsonNode picked(JsonNode film, double rate) {
    double numerator = film.path("time_base").get(0).asDouble();
    double denominator = film.path("time_base").get(1).asDouble();
    FramePicker picker = new FramePicker(rate, film.path("requested_duration").asDouble());
    List<Integer> picked = new ArrayList<>();
    for (int i = 0; i < film.path("pts").size(); i++) {
      double time = film.path("pts").get(i).asDouble() * numerator / denominator;
      for (int tick = picker.ticks(time); tick > 0; tick--) {
        picked.add(i);
      }
    }
    return new ObjectMapper().valueToTree(picked);
  }

  private static Lengths lengths(String mode, double seconds) {
    boolean low = mode.equals("16k");
    return Lengths.of(seconds, low ? 16_000 : 44_100, Tiny.codec(low ? 16 : 44));
  }

  @Test
  void lengthsAreThoseOfThePublishedCode() throws IOException {
    for (JsonNode row : preprocess().path("sequence_lengths")) {
      Lengths lengths = lengths(row.get(0).asText(), row.get(1).asDouble());
      assertEquals(row.get(2).asInt(), lengths.tokens(), row::toString);
      assertEquals(row.get(3).asInt(), lengths.pictures(), row::toString);
      assertEquals(row.get(4).asInt(), lengths.instants(), row::toString);
      int samples = Tiny.codec(row.get(0).asText().equals("16k") ? 16 : 44).samplesPerToken();
      assertEquals(row.get(5).asInt(), lengths.tokens() * samples, row::toString);
    }
  }

  @Test
  void instantsAreStretchedAsInThePublishedCode() throws IOException {
    preprocess()
        .path("nearest_exact_index")
        .properties()
        .forEach(entry -> {
          String[] lengths = entry.getKey().split("->", -1);
          int[] wanted = new int[entry.getValue().size()];
          for (int i = 0; i < wanted.length; i++) {
            wanted[i] = entry.getValue().get(i).asInt();
          }
          assertArrayEquals(
              wanted,
              MmAudioNetwork.nearestIndices(
                  Integer.parseInt(lengths[0]), Integer.parseInt(lengths[1])),
              entry.getKey());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"down_odd", "up", "mixed", "hd_clip", "down_big", "same_w"})
  void pixelsAreThoseOfThePublishedCode(String name) {
    try (Golden golden = new Golden("resize", 0)) {
      StoredTensor in = golden.stored(name + "/in_u8");
      StoredTensor out = golden.stored(name + "/out_u8");
      int width = (int) out.shape()[2];
      int height = (int) out.shape()[1];
      byte[] scaled =
          PictureScaler.scale(pixels(in), (int) in.shape()[2], (int) in.shape()[1], width, height);
      assertArrayEquals(pixels(out), scaled);
    }
  }

  @Test
  void theMiddleIsCutOutAsInThePublishedCode() throws IOException {
    try (Golden golden = new Golden("resize", 0)) {
      StoredTensor in = golden.stored("hd_clip/in_u8");
      assertArrayEquals(
          pixels(golden.stored("hd_sync/cropped_u8")),
          PictureScaler.square(pixels(in), (int) in.shape()[2], (int) in.shape()[1], 224));
    }
    for (JsonNode row : preprocess().path("short_side_224_then_center_crop")) {
      assertEquals(
          row.path("crop_left").asInt(), PictureScaler.cut(row.path("resized_w").asInt(), 224));
      assertEquals(
          row.path("crop_top").asInt(), PictureScaler.cut(row.path("resized_h").asInt(), 224));
    }
  }

  /** {@code [3, height, width]} to {@code [height][width][3]}. */
  private static byte[] pixels(StoredTensor planes) {
    float[] values = planes.floats();
    int area = (int) (planes.shape()[1] * planes.shape()[2]);
    byte[] pixels = new byte[3 * area];
    for (int i = 0; i < area; i++) {
      for (int channel = 0; channel < 3; channel++) {
        pixels[3 * i + channel] = (byte) (int) values[channel * area + i];
      }
    }
    return pixels;
  }
}
