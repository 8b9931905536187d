package io.labauth.benchmarks;

import java.util.List;

/**
 * Numbers of one measure.
 *
 * @param sorted the numbers in ascending order
 */
public record Distribution(List<Double> sorted) {
    public int count() {
        return sorted.size();
    }

    public double median() {
        return quantile(0.5);
    }

    public double p90() {
        return quantile(0.9);
    }

    public double quantile(double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }
}
