package dev.vitrine.service;

/// Called with how many of all were dealt with, before the first and after each; answering false stops the work there.
@FunctionalInterface
public interface Progress {
    boolean continues(int done, int all);
}
