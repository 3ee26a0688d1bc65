package rumorista.evaluate.watermark;

import java.util.Locale;

/**
 * One clip under one attack.
 *
 * @param seconds that were marked
 * @param sparse whether more than half of the clip is silence or nearly
 * @param audibility noise-to-mask ratio of the mark, in dB
 * @param marked whether the mark was proven
 * @param right whether the id was read
 * @param wrong whether another id was read
 */
public record Trial(
    double seconds,
    String clip,
    String kind,
    boolean sparse,
    double audibility,
    String attack,
    boolean marked,
    double z,
    boolean right,
    boolean wrong) {
  static final String HEADER =
      "seconds\tclip\tkind\tsparse\taudibility\tattack\tmarked\tz\tright\twrong";

  String toLine() {
    return String.format(
        Locale.ROOT,
        "%.1f\t%s\t%s\t%b\t%.2f\t%s\t%b\t%.2f\t%b\t%b",
        seconds,
        clip,
        kind,
        sparse,
        audibility,
        attack,
        marked,
        z,
        right,
        wrong);
  }
}
