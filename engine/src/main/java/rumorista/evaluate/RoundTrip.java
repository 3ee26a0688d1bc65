package rumorista.evaluate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rumorista.Waveform;
import rumorista.generate.Foley;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.measure.EverydaySound;
import rumorista.measure.Hearing;
import rumorista.measure.Listening;
import rumorista.measure.SpectralDistance;
import rumorista.measure.Tagger;
import rumorista.signal.GriffinLim;
import rumorista.signal.MelSpectrogram;

/** What the way into the latent and back does to recordings that nobody was trained on. */
public final class RoundTrip {
  private static final int LONGEST_SECONDS = 10;

  private RoundTrip() {}

  /**
   * Sends everyday recordings of the held-out sources round.
   *
   * @param foley whose codec is measured
   * @param most recordings to use
   */
  public static List<Figure> run(
      Studio studio, Foley foley, Tagger tagger, Path data, Set<String> heldOut, int most) {
    List<Recording> recordings =
        Spread.of(
            Manifest.read(data).stream()
                .filter(recording -> heldOut.contains(recording.source()))
                .filter(recording -> EverydaySound.indexOf(recording.label()) >= 0)
                .toList(),
            most);
    Hearing originals = new Hearing();
    Hearing ours = new Hearing();
    Hearing plain = new Hearing();
    Mean ourDistance = new Mean();
    Mean plainDistance = new Mean();
    GriffinLim griffinLim = new GriffinLim(MelSpectrogram.standard(), 32, 0.99f);
    for (Recording recording : recordings) {
      EverydaySound kind = EverydaySound.all().get(EverydaySound.indexOf(recording.label()));
      Waveform original = Clip.of(recording.file(), LONGEST_SECONDS);
      Waveform our = foley.roundTrip(original);
      float[] inverted = griffinLim.invert(Listening.levels(original), new float[0], 1);
      Waveform other = Waveform.mono(inverted, Listening.SAMPLE_RATE);
      originals.add(kind.name(), tagger.rank(tagger.tag(original), kind.labels()));
      ours.add(kind.name(), tagger.rank(tagger.tag(our), kind.labels()));
      plain.add(kind.name(), tagger.rank(tagger.tag(other), kind.labels()));
      ourDistance.add(SpectralDistance.of(original, our));
      plainDistance.add(SpectralDistance.of(original, other));
      studio.done("round trips", ourDistance.count(), recordings.size());
    }
    int count = recordings.size();
    return List.of(
        Figure.of(
            "round trip, spectral distance, dB",
            ourDistance.value(),
            count,
            Map.of("plain Griffin-Lim", plainDistance.value())),
        Figure.of(
            "kind heard after the round trip, top 1",
            ours.topOne(),
            count,
            beside(originals.topOne(), plain.topOne(), tagger)),
        Figure.of(
            "kind heard after the round trip, top 5",
            ours.topFive(),
            count,
            beside(originals.topFive(), plain.topFive(), tagger)));
  }

  private static Map<String, Double> beside(double originals, double plain, Tagger tagger) {
    Map<String, Double> beside = new LinkedHashMap<>();
    beside.put("originals", originals);
    beside.put("plain Griffin-Lim", plain);
    beside.put("the tagger's AUC", tagger.card().auc());
    return beside;
  }
}
