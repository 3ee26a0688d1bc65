package rumorista.generate;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.provenance.Sha256;

/**
 * A sound kept in a passing file, to be read several times: what was imagined need not be imagined
 * again when its mark has to be stronger. The file is gone when this is closed.
 */
final class Spool implements AutoCloseable {
  private static final int BLOCK = 1 << 15; // samples a channel
  private static final float SILENCE = 1e-4f; // -80 dB

  private final FileChannel file;
  private final int sampleRate;
  private final int channels;
  private final MessageDigest digest = Sha256.digest();
  private float peak;
  private String sha256 = "";

  private Spool(FileChannel file, int sampleRate, int channels) {
    this.file = file;
    this.sampleRate = sampleRate;
    this.channels = channels;
  }

  /**
   * Takes a sound in to its end; does not close it.
   *
   * @param file where there is room: four bytes a sample; must not exist
   */
  static Spool of(SoundStream sound, Path file) {
    FileChannel channel = open(file);
    Spool spool = new Spool(channel, sound.sampleRate(), sound.channels());
    try {
      for (Waveform block = sound.read(); block != null; block = sound.read()) {
        spool.write(block);
      }
      spool.sha256 = HexFormat.of().formatHex(spool.digest.digest());
      return spool;
    } catch (RuntimeException | Error e) {
      spool.close();
      throw e;
    } catch (IOException e) {
      spool.close();
      throw invalidInput("%s: no room for the sound on its way (%s)", file, e.getMessage());
    }
  }

  private static FileChannel open(Path file) {
    try {
      return FileChannel.open(
          file,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw invalidInput("%s: cannot be written (%s)", file, e.getMessage());
    }
  }

  private void write(Waveform block) throws IOException {
    ByteBuffer bytes = buffer(block.length());
    for (int i = 0; i < block.length(); i++) {
      for (float[] channel : block.samples()) {
        bytes.putFloat(channel[i]);
        peak = Math.max(peak, Math.abs(channel[i]));
      }
    }
    bytes.flip();
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** Of all samples, in hexadecimal. */
  String sha256() {
    return sha256;
  }

  /** Whether nobody could hear it. */
  boolean isSilent() {
    return peak < SILENCE;
  }

  private ByteBuffer buffer(int samples) {
    return ByteBuffer.allocate(samples * channels * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The sound from its start. Several may be read at once. */
  SoundStream read() {
    return new SoundStream() {
      private long position;

      @Override
      public int sampleRate() {
        return sampleRate;
      }

      @Override
      public int channels() {
        return channels;
      }

      @Override
      public @Nullable Waveform read() {
        Waveform block = block(position);
        position += block == null ? 0 : (long) block.length() * channels * Float.BYTES;
        return block;
      }
    };
  }

  /** The mean of its channels, from the start. */
  SoundStream readMono() {
    SoundStream all = read();
    return new SoundStream() {
      @Override
      public int sampleRate() {
        return sampleRate;
      }

      @Override
      public int channels() {
        return 1;
      }

      @Override
      public @Nullable Waveform read() {
        Waveform block = all.read();
        if (block == null || channels == 1) {
          return block;
        }
        float[] mean = new float[block.length()];
        for (float[] channel : block.samples()) {
          for (int i = 0; i < mean.length; i++) {
            mean[i] += channel[i] / channels;
          }
        }
        return Waveform.mono(mean, sampleRate);
      }
    };
  }

  private @Nullable Waveform block(long position) {
    ByteBuffer bytes = buffer(BLOCK);
    try {
      while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {}
    } catch (IOException e) {
      throw invalidInput("the sound on its way cannot be read again (%s)", e.getMessage());
    }
    bytes.flip();
    int length = bytes.limit() / (channels * Float.BYTES);
    if (length == 0) {
      return null;
    }
    float[][] samples = new float[channels][length];
    for (int i = 0; i < length; i++) {
      for (float[] channel : samples) {
        channel[i] = bytes.getFloat();
      }
    }
    return new Waveform(samples, sampleRate);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException ignored) {
      // It was deleted when it was opened, or will be when the process ends.
    }
  }
}
