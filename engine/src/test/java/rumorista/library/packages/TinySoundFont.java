package rumorista.library.packages;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A SoundFont of one preset (bank 8, program 14) with one looped sample at key 60. */
final class TinySoundFont {
  static final int RATE = 48_000;
  static final int PERIOD = 96; // 500 Hz
  static final int FRAMES = 10 * PERIOD;

  private TinySoundFont() {}

  static byte[] bytes() {
    ByteBuffer samples = buffer(2 * (FRAMES + 46));
    for (int i = 0; i < FRAMES; i++) {
      samples.putShort((short) Math.round(20_000 * Math.sin(2 * Math.PI * i / PERIOD)));
    }
    byte[] header = header();
    byte[] pdta =
        list(
            "pdta",
            chunk("phdr", header),
            chunk("pbag", shorts(0, 0, 2, 0)),
            chunk("pgen", shorts(43, 60 | 72 << 8, 41, 0)),
            chunk("inst", concat(name("tone"), shorts(0), name("EOI"), shorts(1))),
            chunk("ibag", shorts(0, 0, 2, 0)),
            chunk("igen", shorts(54, 1, 53, 0)),
            chunk("shdr", concat(sample("tone", FRAMES), sample("EOS", 0))));
    return list("sfbk", "RIFF", list("sdta", chunk("smpl", content(samples))), pdta);
  }

  private static byte[] header() {
    byte[] rest = new byte[12];
    return concat(name("bell"), shorts(14, 8, 0), rest, name("EOP"), shorts(0, 0, 1), rest);
  }

  private static byte[] sample(String name, int frames) {
    ByteBuffer rest = buffer(26);
    rest.putInt(0).putInt(frames).putInt(2 * PERIOD).putInt(8 * PERIOD).putInt(RATE);
    rest.put((byte) 60).put((byte) 0).putShort((short) 0).putShort((short) 1);
    return concat(name(name), content(rest));
  }

  private static byte[] name(String name) {
    ByteBuffer bytes = buffer(20);
    bytes.put(name.getBytes(StandardCharsets.ISO_8859_1));
    return content(bytes);
  }

  private static byte[] shorts(int... values) {
    ByteBuffer bytes = buffer(2 * values.length);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return content(bytes);
  }

  private static byte[] list(String type, byte[]... chunks) {
    return list(type, "LIST", chunks);
  }

  private static byte[] list(String type, String id, byte[]... chunks) {
    return chunk(id, concat(type.getBytes(StandardCharsets.ISO_8859_1), concat(chunks)));
  }

  private static byte[] chunk(String id, byte[] content) {
    ByteBuffer head = buffer(8);
    head.put(id.getBytes(StandardCharsets.ISO_8859_1)).putInt(content.length);
    return concat(content(head), content);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] content(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
