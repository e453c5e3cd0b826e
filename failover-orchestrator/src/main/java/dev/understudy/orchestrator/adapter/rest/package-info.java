/**
 * The REST API under {@code /api/v1}: resources here, what they take in {@code request}, what they
 * show in {@code view}, what they say when they refuse in {@code problem}.
 */
package dev.understudy.orchestrator.adapter.rest;
