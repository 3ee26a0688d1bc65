package rumorista.model.mmaudio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.NativeObjects;
import rumorista.RumoristaException;
import rumorista.tensor.SafetensorsWriter;
import rumorista.tensor.TensorScope;

class BigVganTest {
  @ParameterizedTest(name = "{0} kHz")
  @ValueSource(ints = {16, 44})
  void soundsAreThoseOfThePublishedCode(int kilohertz) throws IOException {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        BigVgan vocoder = Tiny.vocoder(kilohertz);
        Golden golden = new Golden("bigvgan_tiny_%dk".formatted(kilohertz), 5e-5)) {
      golden.assertNear("out/wav", vocoder.forward(golden.tensor("in/mel")));
      assertTrue(golden.worst() > 0, "something was compared");
    }
  }

  @Test
  void activationsAreThoseOfThePublishedCode() throws IOException {
    try (TensorScope scope = new TensorScope();
        Golden golden = new Golden("bigvgan_tiny_16k", 1e-6)) {
      SnakeActivation activation =
          new SnakeActivation(
              Recipe.weights(Tiny.state("bigvgan_tiny_16k")), "resblocks.0.activations.0", 32);
      float[] rows = golden.stored("mid/ups.0.0").floats();
      int length = 36;
      for (int row = 0; row < 2 * 32; row++) {
        float[] samples = java.util.Arrays.copyOfRange(rows, row * length, (row + 1) * length);
        activation.apply(samples, row % 32);
        System.arraycopy(samples, 0, rows, row * length, length);
      }
      golden.assertNear("mid/resblocks.0.activations.0", rows);
    }
  }

  @ParameterizedTest(name = "{0} kHz")
  @ValueSource(ints = {16, 44})
  void allThreeSpellingsOfNormsAreTheSame(int kilohertz) throws IOException {
    String name = "bigvgan_tiny_%dk".formatted(kilohertz);
    Map<String, SafetensorsWriter.Source> state = Tiny.state(name);
    Map<String, SafetensorsWriter.Source> old = new LinkedHashMap<>();
    state.forEach((key, source) ->
        old.put(
            key.replace(".parametrizations.weight.original0", ".weight_g")
                .replace(".parametrizations.weight.original1", ".weight_v"),
            source));
    Map<String, SafetensorsWriter.Source> folded = Checkpoint.foldNorms(Recipe.GOLDEN, state);
    Map<String, SafetensorsWriter.Source> fromOld = Checkpoint.foldNorms(Recipe.GOLDEN, old);
    Map<String, SafetensorsWriter.Source> again = Checkpoint.foldNorms(Recipe.GOLDEN, folded);
    assertEquals(folded.keySet(), fromOld.keySet());
    assertEquals(folded.keySet(), again.keySet());
    try (Golden golden = new Golden(name, 1e-6)) {
      for (String weight : new String[] {"conv_pre.weight", "ups.0.0.weight"}) {
        float[] values = Objects.requireNonNull(folded.get(weight)).values();
        golden.assertNear("const/folded/" + weight, values);
        assertArrayEquals(values, Objects.requireNonNull(fromOld.get(weight)).values());
        assertArrayEquals(values, Objects.requireNonNull(again.get(weight)).values());
      }
    }
  }

  @Test
  void aNormWithoutItsDirectionIsNamed() throws IOException {
    Map<String, SafetensorsWriter.Source> state = Tiny.state("bigvgan_tiny_16k");
    state.remove("ups.3.0.parametrizations.weight.original1");
    RumoristaException exception =
        assertThrows(RumoristaException.class, () -> Checkpoint.foldNorms(Recipe.GOLDEN, state));
    assertEquals(RumoristaException.Kind.BAD_MODEL, exception.kind());
    assertTrue(exception.getMessage().contains("ups.3.0"), exception.getMessage());
  }

  @Test
  void nothingNativeIsLeft() throws IOException {
    long before = NativeObjects.settled();
    for (int i = 0; i < 2; i++) {
      try (TensorScope scope = new TensorScope();
          NoGradGuard noGrad = new NoGradGuard();
          BigVgan vocoder = Tiny.vocoder(16);
          Golden golden = new Golden("bigvgan_tiny_16k", 1)) {
        golden.assertNear("out/wav", vocoder.forward(golden.tensor("in/mel")));
      }
    }
    NativeObjects.settled();
    NativeObjects.assertNoMoreThan(before);
  }
}
