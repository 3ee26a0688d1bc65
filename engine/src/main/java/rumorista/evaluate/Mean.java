package rumorista.evaluate;

/** A running mean; {@code NaN} while it is empty. */
final class Mean {
  private double sum;
  private int count;

  void add(double value) {
    sum += value;
    count++;
  }

  int count() {
    return count;
  }

  double value() {
    return count == 0 ? Double.NaN : sum / count;
  }
}
