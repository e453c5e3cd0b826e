/** How every service checks its settings when it starts. */
package dev.understudy.bus.settings;
