package rumorista.watermark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HmacDrbgTest {
  /** NIST CAVP, drbgvectors_no_reseed, HMAC_DRBG, SHA-256, no personalization, count 0. */
  @Test
  void theVectorOfNistComesOut() {
    byte[] seed =
        HexFormat.of()
            .parseHex(
                "ca851911349384bffe89de1cbdc46e6831e44d34a4fb935ee285dd14b71a7488"
                    + "659ba96c601dc69fc902940805ec0ca8");
    HmacDrbg random = new HmacDrbg(seed);
    random.generate(128); // the vector is the second request
    assertEquals(
        "e528e9abf2dece54d47c7e75e5fe302149f817ea9fb4bee6f4199697d04d5b89"
            + "d54fbb978a15b5c443c9ec21036d2460b6f73ebad0dc2aba6e624abf07745bc1"
            + "07694bb7547bb0995f70de25d6b29e2d3011bb19d27676c07162c8b5ccde0668"
            + "961df86803482cb37ed6d5c0bb8d50cf1f50d476aa0458bdaba806f48be9dcb8",
        HexFormat.of().formatHex(random.generate(128)));
  }

  /** By an implementation in another language (Python's hmac), seed 0 to 47. */
  @Test
  void requestsThatAreNoMultipleOfABlockGoOnAsTheyShould() {
    byte[] seed = new byte[48];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (byte) i;
    }
    HmacDrbg random = new HmacDrbg(seed);
    assertEquals(
        "0ffb80875a3e9022a4941a3fa1b0d3611df14e1cf651a73ce9229b9f3ad56887680428845710288e",
        HexFormat.of().formatHex(random.generate(40)));
    assertEquals(
        "cac8490ba9b23ffc16f14f9b05d42adbabc2f9b96b2abe2561240450cdd38b52",
        HexFormat.of().formatHex(random.generate(32)));
  }

  @Test
  void theSeedDecides() {
    byte[] seed = new byte[32];
    byte[] other = seed.clone();
    other[31] = 1;
    assertArrayEquals(new HmacDrbg(seed).generate(64), new HmacDrbg(seed).generate(64));
    assertFalse(Arrays.equals(new HmacDrbg(seed).generate(64), new HmacDrbg(other).generate(64)));
  }
}
