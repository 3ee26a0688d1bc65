package rumorista.provenance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.Prompt;
import rumorista.Stem;
import rumorista.media.TestFilms;

/** Small films and sounds to sign, and places in them to spoil. */
final class Works {
  static final Instant TIME = Instant.parse("2026-11-22T12:00:00Z");
  static final int ID = 0x3fa9c1;

  private Works() {}

  /** A film or sound, by its extension. */
  static Path make(Path file) {
    String name = file.getFileName().toString();
    return List.of("mp4", "mov", "mkv", "webm", "mpg", "ts", "avi")
            .contains(name.substring(name.lastIndexOf('.') + 1))
        ? TestFilms.film(1).sound(48000, 2).write(file)
        : TestFilms.writeSound(file, TestFilms.tone(1, 48000, 2, 440, 0.25));
  }

  static Origin origin(String title) {
    return new Origin(
        title,
        new Origin.Model("small", "1", "ab".repeat(32)),
        new Prompt("heavy rain", "music"),
        false,
        7,
        ID,
        null,
        "0.1.0",
        TIME);
  }

  /** Effects from a library, ambience by a model. */
  static Origin mixed(@Nullable Path film, String title) {
    Contribution effects =
        new Contribution(
            Stem.EFFECTS,
            new Contribution.Library(
                "field recordings",
                "2",
                "cd".repeat(32),
                null,
                List.of(
                    new Contribution.Credit("Door \u001b[1m", "Ann", "CC-BY-4.0", "npm:doors"),
                    new Contribution.Credit("Rain", "Bob", "CC0-1.0", "debian:rain"))),
            new Prompt("a door slams", ""),
            70);
    Contribution ambience =
        new Contribution(
            Stem.AMBIENCE,
            new Contribution.Model("small", "1", "ab".repeat(32), "CC-BY-SA-4.0"),
            new Prompt("rain", "music"),
            71);
    return new Origin(
        title,
        List.of(effects, ambience),
        new Prompt("a door slams in the rain", "music"),
        false,
        7,
        ID,
        film,
        "0.2.0",
        TIME);
  }

  /** The same without the part that a model made. */
  static Origin placed(@Nullable Path film, String title) {
    Origin mixed = mixed(film, title);
    return new Origin(
        title,
        mixed.contributions().subList(0, 1),
        mixed.prompt(),
        false,
        7,
        ID,
        film,
        "0.2.0",
        TIME);
  }

  static Origin from(Path film, String title) {
    Origin origin = origin(title);
    return new Origin(
        title, origin.contributions(), origin.prompt(), false, 7, ID, film, "0.1.0", TIME);
  }

  /** Where the manifest lies. */
  static Place place(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return Container.of(channel).find(channel);
    }
  }

  /** A byte of the first chunk of a track, {@code vide} or {@code soun}. */
  static long trackByte(Path file, String handler) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      for (BmffBox movie : boxes(BmffBox.top(channel), "moov")) {
        for (BmffBox track : boxes(movie.children(channel), "trak")) {
          BmffBox media = boxes(track.children(channel), "mdia").getFirst();
          BmffBox kind = boxes(media.children(channel), "hdlr").getFirst();
          if (!FileBytes.letters(FileBytes.read(channel, kind.start() + 16, 4), 0)
              .equals(handler)) {
            continue;
          }
          BmffBox information = boxes(media.children(channel), "minf").getFirst();
          BmffBox samples = boxes(information.children(channel), "stbl").getFirst();
          BmffBox chunks = boxes(samples.children(channel), "stco").getFirst();
          return Integer.toUnsignedLong(FileBytes.read(channel, chunks.start() + 16, 4).getInt())
              + 5;
        }
      }
    }
    throw new AssertionError("no track " + handler);
  }

  private static List<BmffBox> boxes(List<BmffBox> all, String type) {
    return all.stream().filter(box -> box.type().equals(type)).toList();
  }

  /** The place after a text in a file. */
  static long after(Path file, String text) throws IOException {
    int at = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lastIndexOf(text);
    assertTrue(at > 0, text);
    return (long) at + text.length();
  }

  /** A copy with one bit of one byte turned round. */
  static Path flip(Path file, long at, Path copy) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) at] ^= 1;
    return Files.write(copy, bytes);
  }
}
