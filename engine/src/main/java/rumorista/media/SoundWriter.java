package rumorista.media;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rumorista.RumoristaException;
import rumorista.SoundStream;

/**
 * Writes a sound as a file of its own, at 48 kHz with the channels that it has: {@code .wav} and
 * {@code .flac} with 16 bits and triangular dither, sample for sample; {@code .mp3}, {@code .m4a}
 * (AAC) and {@code .opus} with the codec's padding marked, so that a player gives back the same
 * length.
 */
public final class SoundWriter {
  private record Format(
      String extension, String container, SoundCodec codec, Map<String, String> options) {}

  private static final List<Format> FORMATS =
      List.of(
          new Format("wav", "wav", SoundCodec.PCM, Map.of("rf64", "auto")),
          new Format("flac", "flac", SoundCodec.FLAC, Map.of()),
          new Format("mp3", "mp3", SoundCodec.MP3, Map.of()),
          new Format(
              "m4a",
              "ipod",
              SoundCodec.AAC,
              Map.of("movflags", "+faststart", "movie_timescale", "48000")),
          new Format("opus", "opus", SoundCodec.OPUS, Map.of()));

  private SoundWriter() {}

  /** The extensions that can be written, without dot. */
  public static List<String> extensions() {
    return FORMATS.stream().map(Format::extension).toList();
  }

  /**
   * Writes a sound to its end, pulled block by block; does not close it.
   *
   * @param output written as it stands, a file there is overwritten; for a file that appears whole
   *     or not at all, give the path of an {@link OutputFile}
   * @throws RumoristaException {@code INVALID_INPUT} if the extension is none of {@link
   *     #extensions()}, if the codec cannot hold that many channels, or if the file cannot be
   *     written, as on a full disk
   */
  public static void write(SoundStream sound, Path output) {
    Format format = format(output);
    write(sound, output, format, format.codec());
  }

  private static Format format(Path output) {
    String extension = Extension.of(output);
    return FORMATS.stream()
        .filter(candidate -> candidate.extension().equals(extension))
        .findFirst()
        .orElseThrow(() ->
            RumoristaException.invalidInput(
                "%s: no kind of sound that can be written; wanted one of .%s",
                output, String.join(" .", extensions())));
  }

  /**
   * Writes a sound at a bit rate that need not be a good one: to measure what codecs do to sound,
   * and for sound libraries, whose recordings need more or less than usual.
   *
   * @param output as of {@link #write}
   * @param bitsPerSecond of all channels together; without meaning for {@code .wav} and {@code
   *     .flac}
   * @throws RumoristaException as of {@link #write}
   */
  public static void writeCoded(SoundStream sound, Path output, int bitsPerSecond) {
    Format format = format(output);
    write(sound, output, format, format.codec(), bitsPerSecond);
  }

  private static void write(SoundStream sound, Path output, Format format, SoundCodec codec) {
    write(sound, output, format, codec, (long) codec.bitsPerSecondAndChannel * sound.channels());
  }

  private static void write(
      SoundStream sound, Path output, Format format, SoundCodec codec, long bitsPerSecond) {
    try (OutputContainer container = new OutputContainer(output, format.container());
        SoundTrack track = new SoundTrack(container, sound, codec, bitsPerSecond)) {
      container.writeHeader(format.options());
      track.writeAll();
      track.finish();
      container.finish();
    }
  }
}
