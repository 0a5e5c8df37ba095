package pro.jit.permission.directory;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An entry with the record it came in. */
record ReceivedEntry(ConsumerRecord<String, String> received, DirectoryEntry entry) {}
