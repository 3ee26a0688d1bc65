package rumorista.watermark;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The deterministic random bit generator HMAC_DRBG with SHA-256 (NIST SP 800-90A rev. 1, section
 * 10.1.2): the same seed gives the same bits on every machine. Without reseeding and additional
 * input, which a watermark has no use for.
 */
final class HmacDrbg {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int OUTPUT = 32; // bytes

  private final Mac mac;
  private byte[] key = new byte[OUTPUT];
  private byte[] value = new byte[OUTPUT];

  /**
   * @param seed entropy input, nonce and personalization string, one after the other
   */
  HmacDrbg(byte[] seed) {
    try {
      this.mac = Mac.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
    Arrays.fill(value, (byte) 1);
    update(seed);
  }

  /** The next {@code length} bytes, of one request. */
  byte[] generate(int length) {
    byte[] result = new byte[length];
    for (int at = 0; at < length; at += OUTPUT) {
      value = hmac(value);
      System.arraycopy(value, 0, result, at, Math.min(OUTPUT, length - at));
    }
    update(new byte[0]);
    return result;
  }

  private void update(byte[] data) {
    key = hmac(value, new byte[] {0}, data);
    value = hmac(value);
    if (data.length > 0) {
      key = hmac(value, new byte[] {1}, data);
      value = hmac(value);
    }
  }

  private byte[] hmac(byte[]... parts) {
    try {
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }
}
