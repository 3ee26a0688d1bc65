package rumorista.media;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;

/**
 * Makes small real films for tests: {@code TestFilms.film(2).frameRate(30).size(320, 180).sound(48000, 2).write(path)}.
 * The container and codecs follow the extension: mp4, mov, m4v, mkv, ts (H.264), webm (VP8), avi (MPEG-4), mpg (MPEG-2).
 *
 * <p>A film without events counts: frame {@code i} is grey of level {@link #level(int)} with a red top left quarter, and
 * its sound is a tone of 440 Hz. A film with flashes or moves is dark and still but for them, and its sound is silence
 * with a click at each.
 */
public final class TestFilms {
  /** How long a flash lasts, in seconds. */
  public static final double FLASH_SECONDS = 0.08;

  final double seconds;
  double frameRate = 25;
  int width = 160;
  int height = 90;
  int soundRate;
  int soundChannels;
  double soundSeconds;
  double soundDelaySeconds;
  double startSeconds;
  int clockwiseDegrees;
  boolean variableRate;
  boolean extras;
  boolean cover;
  boolean live;
  int betweenFrames;
  @Nullable String codec;
  List<Double> flashes = List.of();
  List<Double> moves = List.of();

  private TestFilms(double seconds) {
    this.seconds = seconds;
    this.soundSeconds = seconds;
  }

  /** A film of 25 pictures a second, 160 x 90 pixels, without sound, unless told otherwise. */
  public static TestFilms film(double seconds) {
    return new TestFilms(seconds);
  }

  /** A tone, equal in all channels. */
  public static Waveform tone(double seconds, int sampleRate, int channels, double hertz, double amplitude) {
    float[][] samples = new float[channels][(int) Math.round(seconds * sampleRate)];
    for (float[] channel : samples) {
      for (int t = 0; t < channel.length; t++) {
        channel[t] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * t / sampleRate));
      }
    }
    return new Waveform(samples, sampleRate);
  }

  /** The grey level, 0 to 255, of frame {@code i} of a film that counts. */
  public static int level(int frame) {
    return 60 + 20 * (frame % 8);
  }

  public TestFilms frameRate(double picturesPerSecond) {
    this.frameRate = picturesPerSecond;
    return this;
  }

  /** As stored: before rotation. */
  public TestFilms size(int pixelsWide, int pixelsHigh) {
    this.width = pixelsWide;
    this.height = pixelsHigh;
    return this;
  }

  public TestFilms sound(int sampleRate, int channels) {
    this.soundRate = sampleRate;
    this.soundChannels = channels;
    return this;
  }

  /** Lets the sound be shorter or longer than the picture. */
  public TestFilms soundSeconds(double length) {
    this.soundSeconds = length;
    return this;
  }

  /** Lets the sound start later than the picture. */
  public TestFilms soundDelay(double delaySeconds) {
    this.soundDelaySeconds = delaySeconds;
    return this;
  }

  /** Lets all time stamps start later than zero, as in recordings of broadcasts. */
  public TestFilms startingAt(double time) {
    this.startSeconds = time;
    return this;
  }

  /** The picture is white at these times, for {@link #FLASH_SECONDS}. */
  public TestFilms flashes(Double... times) {
    this.flashes = List.of(times);
    return this;
  }

  /** A bright square jumps to another place at these times. */
  public TestFilms moves(Double... times) {
    this.moves = List.of(times);
    return this;
  }

  /** The container asks the player to turn the picture, by 90, 180 or 270 degrees. */
  public TestFilms rotated(int degreesClockwise) {
    this.clockwiseDegrees = degreesClockwise;
    return this;
  }

  /** Leaves every third frame out: the one before it is shown twice as long. */
  public TestFilms variableRate() {
    this.variableRate = true;
    return this;
  }

  /** Codes with MPEG-4 and so many frames between others, which are stored in another order than shown. */
  public TestFilms betweenFrames(int count) {
    this.codec = "mpeg4";
    this.betweenFrames = count;
    return this;
  }

  /** ffmpeg's name of another video encoder. */
  public TestFilms codec(String encoder) {
    this.codec = encoder;
    return this;
  }

  /** A title, two chapters (the second from half of the film), and in mkv a subtitle and an attached font. */
  public TestFilms extras() {
    this.extras = true;
    return this;
  }

  /** A cover, which is no moving picture. */
  public TestFilms cover() {
    this.cover = true;
    return this;
  }

  /** Leaves the length out, as a live recording in mkv or webm does. */
  public TestFilms live() {
    this.live = true;
    return this;
  }

  /** Writes the film and returns the path. */
  public Path write(Path path) {
    TestFilmWriter.write(this, path);
    return path;
  }

  /** A sound file with a tone, of any kind that {@link SoundWriter} writes. */
  public static Path writeSound(Path path, Waveform sound) {
    SoundWriter.write(SoundStream.of(sound), path);
    return path;
  }

  /** Whether a frame of the grid is in the film. */
  boolean has(int frame) {
    return !variableRate || frame % 3 != 1;
  }

  int frames() {
    return Math.max(1, (int) Math.round(seconds * frameRate));
  }

  Waveform makeSound() {
    if (flashes.isEmpty() && moves.isEmpty()) {
      return tone(soundSeconds, soundRate, soundChannels, 440, 0.25);
    }
    float[][] samples = new float[soundChannels][(int) Math.round(soundSeconds * soundRate)];
    for (List<Double> times : List.of(flashes, moves)) {
      for (double time : times) {
        click(samples, (int) Math.round(time * soundRate));
      }
    }
    return new Waveform(samples, soundRate);
  }

  private void click(float[][] samples, int start) {
    for (float[] channel : samples) {
      for (int t = start; t < Math.min(channel.length, start + soundRate / 50); t++) {
        double age = (double) (t - start) / soundRate;
        channel[t] += (float) (0.8 * Math.exp(-300 * age) * Math.cos(2 * Math.PI * 2000 * age));
      }
    }
  }
}
