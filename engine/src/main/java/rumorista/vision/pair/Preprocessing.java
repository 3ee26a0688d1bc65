package rumorista.vision.pair;

import static rumorista.RumoristaException.badModel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What an image encoder wants done to a picture, as its {@code preprocessor_config.json} says:
 * scaled, cropped, normalised.
 *
 * @param width of what is scaled to; with {@code proportional} the shorter side is this long
 * @param height of the same
 * @param proportional whether proportions are kept and what is too much is cropped
 * @param cropWidth of what the encoder sees
 * @param cropHeight of the same
 * @param cubic whether scaling is bicubic; otherwise bilinear
 * @param factor that bytes are multiplied by
 * @param mean of the colours, taken off
 * @param deviation of the colours, divided by
 */
record Preprocessing(
    int width,
    int height,
    boolean proportional,
    int cropWidth,
    int cropHeight,
    boolean cubic,
    float factor,
    float[] mean,
    float[] deviation) {
  private static final int BILINEAR = 2;
  private static final int BICUBIC = 3;

  static Preprocessing read(Path file) {
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw badModel(
          "%s: cannot be read (%s); wanted JSON as encoders come with", file, e.getMessage());
    }
    JsonNode size = json.path("size");
    int shortest = size.isInt() ? size.intValue() : size.path("shortest_edge").asInt(0);
    int width = shortest > 0 ? shortest : size.path("width").asInt(0);
    int height = shortest > 0 ? shortest : size.path("height").asInt(0);
    boolean crops = json.path("do_center_crop").asBoolean(shortest > 0);
    JsonNode crop = json.path("crop_size");
    int cropWidth = crop.isInt() ? crop.intValue() : crop.path("width").asInt(width);
    int cropHeight = crop.isInt() ? crop.intValue() : crop.path("height").asInt(height);
    int resample = json.path("resample").asInt(BICUBIC);
    if (width < 1 || height < 1 || (resample != BILINEAR && resample != BICUBIC)) {
      throw badModel(
          "%s: size %s, resample %d; wanted a size in pixels and resample 2 or 3",
          file, size, resample);
    }
    return new Preprocessing(
        width,
        height,
        shortest > 0,
        crops ? cropWidth : width,
        crops ? cropHeight : height,
        resample == BICUBIC,
        (float) json.path("rescale_factor").asDouble(1 / 255.0),
        colours(file, json, "image_mean", 0),
        colours(file, json, "image_std", 1));
  }

  private static float[] colours(Path file, JsonNode json, String name, float usual) {
    JsonNode values = json.path(name);
    if (values.isMissingNode() || !json.path("do_normalize").asBoolean(true)) {
      return new float[] {usual, usual, usual};
    }
    if (values.size() != 3) {
      throw badModel("%s: %s is %s; wanted three numbers", file, name, values);
    }
    return new float[] {
      (float) values.get(0).asDouble(),
      (float) values.get(1).asDouble(),
      (float) values.get(2).asDouble()
    };
  }

  /**
   * A picture, RGB {@code [height][width][3]}, as the encoder wants it: {@code [3][crop][crop]}.
   */
  float[] apply(byte[] rgb, int pictureWidth, int pictureHeight) {
    double scale = Math.max((double) width / pictureWidth, (double) height / pictureHeight);
    int scaledWidth = proportional ? (int) Math.round(scale * pictureWidth) : width;
    int scaledHeight = proportional ? (int) Math.round(scale * pictureHeight) : height;
    Resampling across = new Resampling(pictureWidth, scaledWidth, cubic);
    Resampling down = new Resampling(pictureHeight, scaledHeight, cubic);
    int left = (scaledWidth - cropWidth) / 2;
    int top = (scaledHeight - cropHeight) / 2;
    float[] result = new float[3 * cropWidth * cropHeight];
    for (int c = 0; c < 3; c++) {
      float[] plane = new float[pictureWidth * pictureHeight];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = rgb[3 * i + c] & 0xff;
      }
      float[] scaled = down.columns(across.rows(plane, pictureHeight), scaledWidth);
      for (int y = 0; y < cropHeight; y++) {
        for (int x = 0; x < cropWidth; x++) {
          int sx = x + left;
          int sy = y + top;
          boolean inside = sx >= 0 && sx < scaledWidth && sy >= 0 && sy < scaledHeight;
          float value = inside ? Math.clamp(scaled[sy * scaledWidth + sx], 0, 255) : 0;
          result[(c * cropHeight + y) * cropWidth + x] = (value * factor - mean[c]) / deviation[c];
        }
      }
    }
    return result;
  }
}
