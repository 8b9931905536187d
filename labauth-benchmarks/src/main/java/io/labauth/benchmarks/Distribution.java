package io.labauth.benchmarks;

import java.util.List;

/**
 * Numbers of one measure.
 *
 * @param sorted the numbers in ascending order
 */
record Distribution(List<Double> sorted) {
    int count() {
        return sorted.size();
    }

    double median() {
        return quantile(0.5);
    }

    double p90() {
        return quantile(0.9);
    }

    double quantile(double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }
}
