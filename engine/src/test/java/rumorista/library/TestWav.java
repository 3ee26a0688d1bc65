package rumorista.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Writes small WAV files with chunks of text. */
public final class TestWav {
  /** Four letters and what follows them. */
  public record Chunk(String name, byte[] content) {
    int size() {
      return 8 + content.length + content.length % 2;
    }
  }

  private TestWav() {}

  /** A tone of 440 Hz, mono. */
  public static byte[] tone(double seconds, int sampleRate, Chunk... chunks) {
    int samples = (int) Math.round(seconds * sampleRate);
    ByteBuffer data = buffer(2 * samples);
    for (int i = 0; i < samples; i++) {
      data.putShort((short) (12_000 * Math.sin(2 * Math.PI * 440 * i / sampleRate)));
    }
    ByteBuffer format = buffer(16);
    format.putShort((short) 1).putShort((short) 1).putInt(sampleRate).putInt(2 * sampleRate);
    format.putShort((short) 2).putShort((short) 16);
    Chunk sound = new Chunk("data", bytes(data));
    int size = 4 + 24 + sound.size() + Arrays.stream(chunks).mapToInt(Chunk::size).sum();
    ByteBuffer file = buffer(8 + size);
    file.put(letters("RIFF")).putInt(size).put(letters("WAVE"));
    put(file, new Chunk("fmt ", bytes(format)));
    put(file, sound);
    List.of(chunks).forEach(chunk -> put(file, chunk));
    return bytes(file);
  }

  /** Writes it, making folders as needed. */
  public static Path write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pairs of a name of four letters and a text. */
  static Chunk info(String... pairs) {
    int size = 4;
    for (int i = 1; i < pairs.length; i += 2) {
      size += 8 + pairs[i].length() + pairs[i].length() % 2;
    }
    ByteBuffer list = buffer(size);
    list.put(letters("INFO"));
    for (int i = 0; i < pairs.length; i += 2) {
      put(list, new Chunk(pairs[i], letters(pairs[i + 1])));
    }
    return new Chunk("LIST", bytes(list));
  }

  static Chunk broadcast(String description, String originator) {
    byte[] content = new byte[602];
    byte[] text = letters(description);
    System.arraycopy(text, 0, content, 0, text.length);
    byte[] name = letters(originator);
    System.arraycopy(name, 0, content, 256, name.length);
    return new Chunk("bext", content);
  }

  static byte[] letters(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(ByteBuffer full) {
    byte[] bytes = new byte[full.position()];
    full.flip().get(bytes);
    return bytes;
  }

  private static void put(ByteBuffer into, Chunk chunk) {
    into.put(letters(chunk.name())).putInt(chunk.content().length).put(chunk.content());
    if (chunk.content().length % 2 == 1) {
      into.put((byte) 0);
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
