package pro.jit.orgsync.setup;

/**
 * The same in both languages.
 *
 * @param zh Chinese
 * @param en English
 */
record Sentence(String zh, String en) {}
