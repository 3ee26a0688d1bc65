package rumorista.vision.pair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pair that knows three colours by the sounds that it takes them for. */
public final class TinyPair {
  private TinyPair() {}

  /** Writes it: red is fire, green are leaves, blue is rain, and grey is nothing. */
  public static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    TinyOnnx.image(folder.resolve(ImageTextPair.IMAGE));
    TinyOnnx.text(
        folder.resolve(ImageTextPair.TEXT),
        new float[][] {{-1, -1, -1}, {9, -9, -9}, {-9, 9, -9}, {-9, -9, 9}});
    Files.writeString(
        folder.resolve(ImageTextPair.TOKENIZER),
        """
        {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
         "normalizer": null, "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null,
         "decoder": null, "model": {"type": "WordLevel", "unk_token": "[unknown]",
         "vocab": {"[unknown]": 0, "fire": 1, "leaves": 2, "rain": 3}}}
        """);
    Files.writeString(
        folder.resolve(ImageTextPair.PREPROCESSING),
        """
        {"size": {"shortest_edge": 8}, "crop_size": {"height": 8, "width": 8}, "resample": 3,
         "do_center_crop": true, "do_normalize": true,
         "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}
        """);
    return folder;
  }
}
