package rumorista.look.caption;

import static rumorista.RumoristaException.invalidInput;

import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;
import rumorista.look.Describer;

/** Asks a vision model behind an OpenAI-compatible endpoint what a picture sounds like. */
public final class Captioner implements Describer {
  private static final String QUESTION =
      "This is one frame of a silent film. Which sounds are probably heard in this scene? Answer"
          + " with at most three short phrases, separated by commas, the most prominent first, such"
          + " as: a dog barking, wind blowing. No speech and no music. If nothing sounds, answer:"
          + " nothing";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LONGEST = 200; // characters of an answer that is a prompt

  private final URI endpoint;
  private final OpenAiChatModel model;

  /**
   * @param endpoint such as {@code http://localhost:11434/v1}
   * @param model the name that the endpoint knows it by
   * @param key for the endpoint; any text if it wants none
   */
  public Captioner(URI endpoint, String model, String key) {
    String scheme = String.valueOf(endpoint.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || endpoint.getHost() == null) {
      throw invalidInput(
          "--captioner %s: no endpoint; wanted one such as http://localhost:11434/v1", endpoint);
    }
    this.endpoint = endpoint;
    this.model =
        OpenAiChatModel.builder()
            .baseUrl(endpoint.toString())
            .modelName(model)
            .apiKey(key)
            .temperature(0.0)
            .maxRetries(0)
            .timeout(PATIENCE)
            .build();
  }

  @Override
  public String describe(byte[] rgb, int width, int height) {
    ImageContent picture =
        ImageContent.from(
            Base64.getEncoder().encodeToString(jpeg(rgb, width, height)), "image/jpeg");
    try {
      return prompt(
          model.chat(UserMessage.from(TextContent.from(QUESTION), picture)).aiMessage().text());
    } catch (RuntimeException e) { // whatever the client makes of refusals and broken lines
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
      throw invalidInput(
          "--captioner %s: gives no answer (%s); check the address and --captioner-model",
          endpoint, reason);
    }
  }

  /** An answer as a prompt: one line, without quotes; empty if nothing sounds. */
  private static String prompt(String answer) {
    String line = answer.strip().lines().findFirst().orElse("").replaceAll("[\"*`]", "").strip();
    String bare = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    boolean silent = bare.toLowerCase(Locale.ROOT).startsWith("nothing");
    return silent ? "" : bare.substring(0, Math.min(LONGEST, bare.length()));
  }

  private static byte[] jpeg(byte[] rgb, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      int colour =
          (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
      image.setRGB(i % width, i / width, colour);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {}
}
