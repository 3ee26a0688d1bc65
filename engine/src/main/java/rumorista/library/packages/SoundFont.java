package rumorista.library.packages;

import static rumorista.RumoristaException.unreadableMedia;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SoundFont 2 file. Members are {@code sample NAME}, a sample as it was recorded (with its other
 * channel, if it has one), and {@code bank B program P key K seconds S}, a note of a preset held
 * for so long.
 */
final class SoundFont implements Container {
  private static final Pattern NOTE =
      Pattern.compile("bank (\\d{1,3}) program (\\d{1,3}) key (\\d{1,3}) seconds ([0-9.]{1,5})");
  private static final String SAMPLE = "sample ";
  private static final int VELOCITY = 110;

  /** A sample's header: positions in frames, the rate in hertz, the key that it was played at. */
  record Sample(
      String name,
      int start,
      int end,
      int loopStart,
      int loopEnd,
      int rate,
      int key,
      int partner) {}

  private final Path file;
  private final ByteBuffer buffer;
  private final Map<String, ByteBuffer> chunks = new HashMap<>();
  private final List<Sample> samples = new ArrayList<>();

  SoundFont(Path file, byte[] bytes) {
    this.file = file;
    this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 12 || !text(0, 4).equals("RIFF") || !text(8, 4).equals("sfbk")) {
      throw unreadableMedia("%s: is no SoundFont 2", file);
    }
    findChunks(12, bytes.length);
    ByteBuffer headers = chunk("shdr");
    for (int at = 0; at + 92 <= headers.limit(); at += 46) { // the last one only ends the list
      samples.add(sample(headers, at));
    }
  }

  @Override
  public byte[] read(String member) {
    if (member.startsWith(SAMPLE)) {
      return recorded(member.substring(SAMPLE.length()));
    }
    Matcher note = NOTE.matcher(member);
    if (!note.matches()) {
      throw unreadableMedia(
          "%s: %s; wanted \"sample NAME\" or \"bank B program P key K seconds S\"", file, member);
    }
    int key = Integer.parseInt(note.group(3));
    List<SoundFontZone> zones =
        SoundFontZone.of(this, Integer.parseInt(note.group(1)), Integer.parseInt(note.group(2)))
            .stream()
            .filter(zone -> zone.answers(key, VELOCITY))
            .toList();
    if (zones.isEmpty()) {
      throw unreadableMedia("%s: nothing answers %s", file, member);
    }
    return WavBytes.of(
        SoundFontNote.render(this, zones, key, Double.parseDouble(note.group(4))),
        SoundFontNote.SAMPLE_RATE);
  }

  private byte[] recorded(String name) {
    Sample sample =
        samples.stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(() -> unreadableMedia("%s: holds no sample %s", file, name));
    boolean pair =
        sample.partner() >= 0
            && sample.partner() < samples.size()
            && samples.get(sample.partner()).rate() == sample.rate();
    float[] first = frames(sample);
    if (!pair) {
      return WavBytes.of(new float[][] {first}, sample.rate());
    }
    float[] second = Arrays.copyOf(frames(samples.get(sample.partner())), first.length);
    return WavBytes.of(new float[][] {first, second}, sample.rate());
  }

  List<Sample> samples() {
    return samples;
  }

  /** The samples of a recording, full scale is 1. */
  float[] frames(Sample sample) {
    ByteBuffer data = chunk("smpl");
    float[] frames = new float[sample.end() - sample.start()];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = data.getShort(2 * (sample.start() + i)) / 32768f;
    }
    return frames;
  }

  /** A table of the file, such as {@code pbag}. */
  ByteBuffer chunk(String name) {
    ByteBuffer chunk = chunks.get(name);
    if (chunk == null) {
      throw unreadableMedia("%s: has no %s chunk", file, name);
    }
    return chunk;
  }

  private void findChunks(int from, int to) {
    for (int at = from; at + 8 <= to; ) {
      String name = text(at, 4);
      int size = buffer.getInt(at + 4);
      if (size < 0 || size > to - at - 8) {
        throw unreadableMedia("%s: is broken or cut off", file);
      }
      if (name.equals("LIST")) {
        findChunks(at + 12, at + 8 + size);
      } else {
        chunks.put(name, buffer.slice(at + 8, size).order(ByteOrder.LITTLE_ENDIAN));
      }
      at += 8 + size + (size & 1);
    }
  }

  private static Sample sample(ByteBuffer headers, int at) {
    int type = headers.getShort(at + 44);
    boolean stereo = (type & 6) != 0;
    return new Sample(
        name(headers, at),
        headers.getInt(at + 20),
        headers.getInt(at + 24),
        headers.getInt(at + 28),
        headers.getInt(at + 32),
        headers.getInt(at + 36),
        Byte.toUnsignedInt(headers.get(at + 40)),
        stereo ? Short.toUnsignedInt(headers.getShort(at + 42)) : -1);
  }

  /** A name of 20 bytes, filled up with zeros. */
  static String name(ByteBuffer table, int at) {
    byte[] name = new byte[20];
    table.get(at, name);
    String text = new String(name, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  private String text(int at, int length) {
    byte[] bytes = new byte[length];
    buffer.get(at, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
