package rumorista.library;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts in a WAV file: RIFF INFO ({@code INAM}, {@code ICMT}, {@code IKEY}, ...), the broadcast
 * extension (EBU Tech 3285: {@code description}, {@code originator}) and iXML (elements such as
 * {@code KEYWORDS} and {@code FXNAME}, by their names in lower case). RF64 and BW64 are read too.
 */
final class WavChunks {
  private static final int MOST_CHUNKS = 1_000;
  private static final int LONGEST_CHUNK = 1 << 17; // bytes that are read of one
  private static final int HEADER = 8; // bytes: four letters, then the length
  private static final int DESCRIPTION_BYTES = 256;
  private static final int ORIGINATOR_BYTES = 32;
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Pattern ELEMENT =
      Pattern.compile(
          "<(KEYWORDS|FX_?KEYWORDS|FX_?NAME|DESCRIPTION|NOTE|CATEGORY|SUB_?CATEGORY|DESIGNER"
              + "|MANUFACTURER|COPYRIGHT|LICEN[CS]E)>([^<]{1,4000})</",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> RIFF = List.of("RIFF", "RF64", "BW64");

  private WavChunks() {}

  /** The texts by their keys; none if the file is no WAV file, or broken. */
  static Map<String, String> read(Path file) {
    Map<String, String> texts = new HashMap<>();
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer head = bytes(channel, 0, 12);
      if (RIFF.contains(letters(head, 0)) && letters(head, 8).equals("WAVE")) {
        readChunks(channel, texts);
      }
    } catch (IOException e) {
      return texts; // what was read before the break
    }
    return texts;
  }

  private static void readChunks(FileChannel channel, Map<String, String> texts)
      throws IOException {
    long at = 12;
    long dataBytes = -1; // as the ds64 chunk of a long file says
    for (int i = 0; i < MOST_CHUNKS && at + HEADER <= channel.size(); i++) {
      ByteBuffer header = bytes(channel, at, HEADER);
      String name = letters(header, 0);
      long length = Integer.toUnsignedLong(header.getInt(4));
      if (name.equals("data") && length == 0xFFFF_FFFFL) {
        length = dataBytes;
      }
      if (length < 0 || at + HEADER + length > channel.size()) {
        return;
      }
      switch (name) {
        case "ds64" -> dataBytes = length >= 16 ? bytes(channel, at + HEADER, 16).getLong(8) : -1;
        case "LIST" -> readInfo(chunk(channel, at, length), texts);
        case "bext" -> readBroadcast(chunk(channel, at, length), texts);
        case "iXML" -> readXml(chunk(channel, at, length), texts);
        default -> {}
      }
      at += HEADER + length + length % 2;
    }
  }

  private static void readInfo(ByteBuffer list, Map<String, String> texts) {
    if (list.limit() < 4 || !letters(list, 0).equals("INFO")) {
      return;
    }
    int at = 4;
    while (at + HEADER <= list.limit()) {
      int length = list.getInt(at + 4);
      if (length < 0 || length > list.limit() - at - HEADER) {
        return;
      }
      put(texts, letters(list, at), text(list, at + HEADER, length));
      at += HEADER + length + length % 2;
    }
  }

  private static void readBroadcast(ByteBuffer chunk, Map<String, String> texts) {
    if (chunk.limit() >= DESCRIPTION_BYTES + ORIGINATOR_BYTES) {
      put(texts, "description", text(chunk, 0, DESCRIPTION_BYTES));
      put(texts, "originator", text(chunk, DESCRIPTION_BYTES, ORIGINATOR_BYTES));
    }
  }

  /** By a pattern instead of an XML parser: files of strangers have broken and hostile XML. */
  private static void readXml(ByteBuffer chunk, Map<String, String> texts) {
    Matcher element = ELEMENT.matcher(text(chunk, 0, chunk.limit()));
    while (element.find()) {
      String key = "ixml." + element.group(1).toLowerCase(Locale.ROOT).replace("_", "");
      put(texts, key.replace("license", "licence"), withoutEntities(element.group(2)));
    }
  }

  private static String withoutEntities(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  private static void put(Map<String, String> texts, String key, String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (!line.isEmpty()) {
      texts.putIfAbsent(key, line);
    }
  }

  private static ByteBuffer chunk(FileChannel channel, long at, long length) throws IOException {
    return bytes(channel, at + HEADER, (int) Math.min(length, LONGEST_CHUNK));
  }

  private static ByteBuffer bytes(FileChannel channel, long start, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, start + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }

  private static String letters(ByteBuffer bytes, int at) {
    return new String(bytes.array(), bytes.arrayOffset() + at, 4, StandardCharsets.ISO_8859_1);
  }

  /** Up to the first zero byte; UTF-8 where it is valid, else what Windows programs write. */
  private static String text(ByteBuffer bytes, int start, int length) {
    int end = start;
    while (end < start + length && bytes.get(end) != 0) {
      end++;
    }
    ByteBuffer slice = bytes.slice(start, end - start);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(slice).toString();
    } catch (CharacterCodingException e) {
      return WINDOWS.decode(bytes.slice(start, end - start)).toString();
    }
  }
}
