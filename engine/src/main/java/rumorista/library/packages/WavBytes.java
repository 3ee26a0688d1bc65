package rumorista.library.packages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes WAV files in memory, with samples of 32 bits in floating point. */
final class WavBytes {
  private static final int HEADER_BYTES = 44;
  private static final short FLOATING_POINT = 3;

  private WavBytes() {}

  /** A WAV file of {@code [channel][time]}. */
  static byte[] of(float[][] samples, int sampleRate) {
    int frameBytes = 4 * samples.length;
    int dataBytes = samples[0].length * frameBytes;
    ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(new byte[] {'R', 'I', 'F', 'F'}).putInt(HEADER_BYTES - 8 + dataBytes);
    wav.put(new byte[] {'W', 'A', 'V', 'E', 'f', 'm', 't', ' '}).putInt(16);
    wav.putShort(FLOATING_POINT).putShort((short) samples.length);
    wav.putInt(sampleRate).putInt(sampleRate * frameBytes);
    wav.putShort((short) frameBytes).putShort((short) 32);
    wav.put(new byte[] {'d', 'a', 't', 'a'}).putInt(dataBytes);
    for (int time = 0; time < samples[0].length; time++) {
      for (float[] channel : samples) {
        wav.putFloat(channel[time]);
      }
    }
    return wav.array();
  }
}
