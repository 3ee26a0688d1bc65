package rumorista.model.mmaudio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;
import rumorista.model.FlowDimensions;
import rumorista.tensor.SafetensorsWriter;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class MmAudioNetworkTest {
  private static final int STEPS = 5;
  private static final double GUIDANCE = 4.5;

  private static FlowDimensions tiny(boolean second) {
    return new FlowDimensions(6, 64, 4, 2, 2, second, 20, 12, 20, 11);
  }

  private static MmAudioNetwork network(int version) throws IOException {
    String name = "mmaudio_tiny_v" + version;
    return new MmAudioNetwork(
        Recipe.weights(Recipe.state(name, name + "/", name)), tiny(version == 2));
  }

  private static Golden golden(int version) {
    return new Golden("mmaudio_tiny_v" + version, version == 1 ? 2e-5 : 2e-4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void flowsAreThoseOfThePublishedCode(int version) throws IOException {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        MmAudioNetwork network = network(version);
        Golden golden = golden(version)) {
      Tensor clip = golden.tensor("in/clip_f");
      Tensor sync = golden.tensor("in/sync_f");
      Tensor text = golden.tensor("in/text_f");
      FlowConditions all = network.conditions(clip, sync, text, 0, 0, 25);
      golden.assertNear("out/cond/video_text/clip_f", all.clip());
      golden.assertNear("out/cond/video_text/sync_f", everyMoment(all.sync()));
      golden.assertNear("out/cond/video_text/text_f", all.text());
      golden.assertNear("out/cond/video_text/clip_f_c", all.clipMean());
      golden.assertNear("out/cond/video_text/text_f_c", all.textMean());
      assertFlow(golden, "video_text", network, all);
      assertFlow(golden, "video_only", network, network.conditions(clip, sync, null, 0, 0, 25));
      assertFlow(golden, "text_only", network, network.conditions(null, null, text, 8, 24, 25));
      FlowConditions none = network.conditions(null, null, null, 8, 24, 25);
      assertFlow(golden, "none", network, none);
      assertFlow(golden, "get_empty_conditions", network, none);
      Tensor negative = golden.tensor("in/neg_text_f");
      assertFlow(
          golden,
          "empty_with_negative_text",
          network,
          network.conditions(null, null, negative, 8, 24, 25));
      assertTrue(golden.worst() > 0, "something was compared");
    }
  }

  private static void assertFlow(
      Golden golden, String name, MmAudioNetwork network, FlowConditions conditions) {
    Tensor prepared = network.prepare(golden.tensor("in/latent"));
    Tensor flow = network.velocity(prepared, golden.tensor("in/t"), batch(conditions, 2));
    golden.assertNear("out/flow/" + name, flow);
  }

  /** The condition of every token, not only the distinct ones. */
  private static Tensor everyMoment(Moments moments) {
    return moments.each(tokens -> tokens);
  }

  /** The published code repeats what is empty for every sound; here one does for all. */
  private static FlowConditions batch(FlowConditions c, long batch) {
    return new FlowConditions(
        c.clip().expand(batch, -1, -1),
        new Moments(c.sync().distinct().expand(batch, -1, -1), c.sync().places()),
        c.text().expand(batch, -1, -1),
        c.clipMean().expand(batch, -1),
        c.textMean().expand(batch, -1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void otherLengthsHaveOtherTables(int version) throws IOException {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        MmAudioNetwork network = network(version);
        Golden golden = golden(version)) {
      FlowConditions conditions =
          network.conditions(
              golden.tensor("in/len2/clip_f"),
              golden.tensor("in/len2/sync_f"),
              golden.tensor("in/len2/text_f"),
              0,
              0,
              31);
      golden.assertNear(
          "out/len2/flow/video_text",
          network.velocity(
              network.prepare(golden.tensor("in/len2/latent")),
              golden.tensor("in/len2/t"),
              conditions));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void fiveStepsWithGuidanceEndWhereThePublishedOnesDo(int version) throws IOException {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        MmAudioNetwork network = network(version);
        Golden golden = golden(version)) {
      Tensor clip = golden.tensor("in/clip_f");
      Tensor sync = golden.tensor("in/sync_f");
      Tensor text = golden.tensor("in/text_f");
      Tensor negative = golden.tensor("in/neg_text_f");
      FlowConditions none = batch(network.conditions(null, null, null, 8, 24, 25), 2);
      FlowConditions unwanted = batch(network.conditions(null, null, negative, 8, 24, 25), 2);
      FlowConditions all = network.conditions(clip, sync, text, 0, 0, 25);
      FlowConditions words = batch(network.conditions(null, null, text, 8, 24, 25), 2);
      FlowConditions film = batch(network.conditions(clip, sync, null, 0, 0, 25), 2);
      assertEnds(golden, "euler/video_text", network, all, none);
      assertEnds(golden, "euler_neg/video_text", network, all, unwanted);
      assertEnds(golden, "euler/text_only", network, words, none);
      assertEnds(golden, "euler/video_only", network, film, none);
      assertEnds(golden, "euler/none", network, none, none);
      assertEnds(golden, "euler_nocfg/video_text", network, all, null);
    }
  }

  private static void assertEnds(
      Golden golden,
      String name,
      MmAudioNetwork network,
      FlowConditions wanted,
      FlowConditions un) {
    Tensor latent = golden.tensor("in/x0");
    for (int i = 0; i < STEPS; i++) {
      double time = (double) i / STEPS;
      Tensor prepared = network.prepare(latent);
      Tensor velocity = network.velocity(prepared, time, wanted);
      if (un != null) {
        velocity = torch.lerp(network.velocity(prepared, time, un), velocity, new Scalar(GUIDANCE));
      }
      latent = latent.add(velocity.mul(new Scalar(1.0 / STEPS)));
    }
    golden.assertNear("out/" + name + "/x1", latent);
    if (un != null) {
      golden.assertNear("out/" + name + "/x1_unnormalized", network.unnormalise(latent));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void tablesAreThoseOfThePublishedCode(int version) throws IOException {
    try (TensorScope scope = new TensorScope();
        Golden golden = golden(version)) {
      assertArrayEquals(
          golden.stored("const/t_embed.freqs").floats(),
          TimeFrequencies.frequencies(version == 2 ? 64 : 256, version == 2 ? 10_000 : 1));
      assertRotation(golden, "const/latent_rot", PairRotation.of(25, 16, 1));
      assertRotation(golden, "const/clip_rot", PairRotation.of(8, 16, 25 / 8.0));
      assertRotation(golden, "const/len2/clip_rot", PairRotation.of(7, 16, 31 / 7.0));
    }
  }

  private static void assertRotation(Golden golden, String name, PairRotation rotation) {
    Tensor matrices = golden.tensor(name).squeeze(0); // [token, pair, 2, 2]
    Tensor wanted = matrices.select(3, 0); // cosine and sine
    Tensor found = torch.view_as_real(rotation.turns());
    assertArrayEquals(TensorData.floats(wanted), TensorData.floats(found), 1e-6f);
  }

  @Test
  void weightsOfAnotherModelAreNamed() throws IOException {
    Map<String, SafetensorsWriter.Source> state =
        Recipe.state("mmaudio_tiny_v1", "mmaudio_tiny_v1/", "mmaudio_tiny_v1");
    assertBad(state, true, "clip_input_proj.2.w1.weight is missing"); // the second bends more
    Map<String, SafetensorsWriter.Source> less = new LinkedHashMap<>(state);
    less.remove("fused_blocks.1.ffn.w3.weight");
    assertBad(less, false, "fused_blocks.1.ffn.w3.weight is missing");
    Map<String, SafetensorsWriter.Source> more = new LinkedHashMap<>(state);
    more.put("fused_blocks.7.new", new Recipe.Given(new long[] {1}, new float[1]));
    assertBad(more, false, "fused_blocks.7.new is not part of the model");
    Map<String, SafetensorsWriter.Source> other = new LinkedHashMap<>(state);
    other.put("latent_std", new Recipe.Given(new long[] {1, 1, 7}, new float[7]));
    assertBad(other, false, "latent_std: the file has [1, 1, 7], the model wants [1, 1, 6]");
  }

  private static void assertBad(
      Map<String, SafetensorsWriter.Source> state, boolean second, String wanted) {
    RumoristaException exception =
        assertThrows(
            RumoristaException.class,
            () -> new MmAudioNetwork(Recipe.weights(state), tiny(second)));
    assertEquals(RumoristaException.Kind.BAD_MODEL, exception.kind());
    assertTrue(exception.getMessage().contains(wanted), exception.getMessage());
  }
}
