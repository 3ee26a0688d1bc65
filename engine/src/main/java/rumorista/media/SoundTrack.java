package rumorista.media;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;

/** A sound on its way into a file, pulled, resampled and coded only as far as asked. */
final class SoundTrack implements AutoCloseable {
  private final OutputContainer container;
  private final SoundStream sound;
  private final SoundEncoder encoder;
  private final AVStream stream;
  private @Nullable Waveform block;
  private int blockPosition;
  private long offset;

  /** Adds a track for the sound to the container. Does not take the sound over. */
  SoundTrack(OutputContainer container, SoundStream sound, SoundCodec codec) {
    this(container, sound, codec, (long) codec.bitsPerSecondAndChannel * sound.channels());
  }

  /** As the other, at a bit rate that is not the usual one. */
  SoundTrack(OutputContainer container, SoundStream sound, SoundCodec codec, long bitsPerSecond) {
    this.container = container;
    this.encoder =
        new SoundEncoder(
            codec, sound.channels(), bitsPerSecond, container.wantsGlobalHeader(), this::write);
    this.sound = new ResampledSound(sound, SoundCodec.SAMPLE_RATE);
    this.stream = container.addStream();
    OutputContainer.describe(stream, encoder.context());
  }

  AVStream stream() {
    return stream;
  }

  /**
   * Lets the sound start later than the file, by so many samples at {@link SoundCodec#SAMPLE_RATE}.
   */
  void startAt(long samples) {
    offset = samples;
  }

  /** Writes the sound to its end. */
  void writeAll() {
    while (fillBlock()) {
      writeFromBlock(Long.MAX_VALUE);
    }
  }

  /** Writes up to a sample of the sound; where it has ended before, silence. */
  void writeUntil(long end) {
    while (encoder.position() < end) {
      if (!fillBlock()) {
        int step = (int) Math.min(end - encoder.position(), SoundCodec.SAMPLE_RATE);
        encoder.write(new float[sound.channels()][step], 0, step);
      } else {
        writeFromBlock(end);
      }
    }
  }

  /** Writes what the codec still holds. */
  void finish() {
    encoder.finish();
  }

  private boolean fillBlock() {
    while (block == null || blockPosition == block.length()) {
      block = sound.read();
      blockPosition = 0;
      if (block == null) {
        return false;
      }
    }
    return true;
  }

  private void writeFromBlock(long end) {
    if (block != null) {
      int step = (int) Math.min(end - encoder.position(), block.length() - blockPosition);
      encoder.write(block.samples(), blockPosition, step);
      blockPosition += step;
    }
  }

  private void write(AVPacket packet) {
    packet.pts(packet.pts() + offset);
    packet.dts(packet.dts() + offset);
    container.write(packet, stream, encoder.context().time_base());
  }

  @Override
  public void close() {
    encoder.close();
    sound.close();
  }
}
