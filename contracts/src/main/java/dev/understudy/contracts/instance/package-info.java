/** What users want: instances, sizes, settings. */
package dev.understudy.contracts.instance;
