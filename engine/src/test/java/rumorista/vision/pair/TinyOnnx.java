package rumorista.vision.pair;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes an image and text pair that is as small as can be, in the ONNX format (protobuf). */
final class TinyOnnx {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private TinyOnnx() {}

  private static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    varint(out, ((long) number << 3) | 2);
    varint(out, content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] field(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] field(int number, long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    varint(out, (long) number << 3);
    varint(out, value);
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest > 127) {
      out.write((int) ((rest & 127) | 128));
      rest >>= 7;
    }
    out.write((int) rest);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] node(
      String operation, String[] inputs, String output, byte[]... attributes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String input : inputs) {
      out.writeBytes(field(1, input));
    }
    out.writeBytes(field(2, output));
    out.writeBytes(field(3, output));
    out.writeBytes(field(4, operation));
    for (byte[] attribute : attributes) {
      out.writeBytes(field(5, attribute));
    }
    return field(1, out.toByteArray());
  }

  private static byte[] integer(String name, long value) {
    return join(field(1, name), field(3, value), field(20, 2));
  }

  private static byte[] value(int number, String name, int type, String... dimensions) {
    ByteArrayOutputStream shape = new ByteArrayOutputStream();
    for (String dimension : dimensions) {
      boolean fixed = Character.isDigit(dimension.charAt(0));
      byte[] one = fixed ? field(1, Long.parseLong(dimension)) : field(2, dimension);
      shape.writeBytes(field(1, one));
    }
    byte[] tensor = join(field(1, type), field(2, shape.toByteArray()));
    return field(number, join(field(1, name), field(2, field(1, tensor))));
  }

  private static byte[] constant(String name, long rows, float[] values) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : values) {
      raw.putFloat(number);
    }
    return field(
        5,
        join(
            field(1, rows),
            field(1, values.length / rows),
            field(2, FLOAT),
            field(8, name),
            field(9, raw.array())));
  }

  private static void write(Path file, byte[]... graph) throws IOException {
    byte[] opset = join(field(1, ""), field(2, 13));
    byte[] whole = join(join(graph), field(2, "tiny"));
    Files.write(file, join(field(1, 8), field(7, whole), field(8, opset)));
  }

  /** An image encoder whose vector is the mean of each normalised colour. */
  static void image(Path file) throws IOException {
    write(
        file,
        node("GlobalAveragePool", new String[] {"pixel_values"}, "pooled"),
        node("Flatten", new String[] {"pooled"}, "image_embeds", integer("axis", 1)),
        value(11, "pixel_values", FLOAT, "batch", "3", "height", "width"),
        value(12, "image_embeds", FLOAT, "batch", "3"));
  }

  /** A text encoder whose vector is the sum of its words' rows. */
  static void text(Path file, float[][] words) throws IOException {
    float[] flat = new float[words.length * 3];
    for (int i = 0; i < words.length; i++) {
      System.arraycopy(words[i], 0, flat, 3 * i, 3);
    }
    byte[] axes = join(field(1, "axes"), field(8, 1), field(20, 7));
    write(
        file,
        node("Gather", new String[] {"words", "input_ids"}, "gathered"),
        node("ReduceMean", new String[] {"gathered"}, "text_embeds", axes, integer("keepdims", 0)),
        constant("words", words.length, flat),
        value(11, "input_ids", INT64, "batch", "length"),
        value(12, "text_embeds", FLOAT, "batch", "3"));
  }
}
