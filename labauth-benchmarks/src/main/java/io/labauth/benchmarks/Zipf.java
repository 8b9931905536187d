package io.labauth.benchmarks;

import java.util.Arrays;
import java.util.Random;

/** Picks of which the n-th is taken in proportion to 1/n: few keys are used much, many now and then. */
final class Zipf {
    private Zipf() {}

    static int[] picks(int items, int count, long seed) {
        double[] sums = new double[items];
        double sum = 0;
        for (int i = 0; i < items; i++) {
            sum += 1.0 / (i + 1);
            sums[i] = sum;
        }
        double all = sum;
        return new Random(seed)
                .doubles(count)
                .mapToInt(share -> {
                    int found = Arrays.binarySearch(sums, share * all);
                    return Math.min(items - 1, found < 0 ? -found - 1 : found);
                })
                .toArray();
    }
}
