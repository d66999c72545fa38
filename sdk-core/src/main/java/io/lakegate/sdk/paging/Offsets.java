package io.lakegate.sdk.paging;

import java.util.Arrays;

/** Positions in a page, in a buffer that grows: two integers for an item, and no object. */
final class Offsets {

  private static final int FIRST_CAPACITY = 128;

  private int[] values = new int[FIRST_CAPACITY];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }
}
