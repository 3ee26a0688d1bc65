package rumorista.model.mmaudio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class MelConverterTest {
  @ParameterizedTest(name = "{0} kHz")
  @CsvSource({"16,16000", "44,44100"})
  void spectrogramsAreThoseOfThePublishedCode(int kilohertz, int sampleRate) {
    try (TensorScope scope = new TensorScope();
        Golden golden = new Golden("mel_%dk".formatted(kilohertz), 0)) {
      MelConverter converter = new MelConverter(Tiny.codec(kilohertz), sampleRate);
      float[] wanted = golden.stored("out/mel").floats();
      float[] found = TensorData.floats(converter.forward(golden.tensor("in/wav")));
      assertArrayEquals(wanted, found, 1e-4f);
    }
  }

  @ParameterizedTest(name = "{0} kHz")
  @CsvSource({"16,16000,1024,80", "44,44100,2048,128"})
  void bandsAreThoseOfThePublishedCode(int kilohertz, int sampleRate, int size, int bands) {
    try (Golden golden = new Golden("mel_%dk".formatted(kilohertz), 0)) {
      assertArrayEquals(
          golden.stored("const/mel_basis").floats(),
          MelConverter.basis(sampleRate, size, bands),
          1e-9f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "16,1024,4",
    "16,1025,4",
    "16,1279,4",
    "16,16000,62",
    "44,2048,4",
    "44,2559,4",
    "44,16000,31"
  })
  void framesAreAsMany(int kilohertz, int samples, int frames) {
    try (TensorScope scope = new TensorScope()) {
      MelConverter converter =
          new MelConverter(Tiny.codec(kilohertz), kilohertz == 16 ? 16000 : 44100);
      assertEquals(
          frames, converter.forward(TensorData.of(new float[samples], 1, samples)).size(2));
    }
  }
}
