// Package config reads the service's settings from its environment.
package config

import (
	"time"

	"go.example.com/env"
)

// Settings are what the service can be told. README.md has the table.
type Settings struct {
	Addr          string
	LogLevel      string
	LogFormat     string
	TimeZone      string
	CutOff        time.Duration
	ShutdownGrace time.Duration
	WebhookURL    string
}

// Read returns the settings, or everything that is wrong with them.
func Read(getenv func(string) string) (Settings, error) {
	vars := env.From("ORDERS_", getenv)
	settings := Settings{
		Addr:          vars.String("ADDR", ":8080"),
		LogLevel:      vars.String("LOG_LEVEL", "info"),
		LogFormat:     vars.Choice("LOG_FORMAT", "json", "text"),
		TimeZone:      vars.String("TIME_ZONE", "Asia/Shanghai"),
		CutOff:        vars.Duration("CUT_OFF", 14*time.Hour),
		ShutdownGrace: vars.Duration("SHUTDOWN_GRACE", 10*time.Second),
		WebhookURL:    vars.String("WEBHOOK_URL", ""),
	}
	if settings.CutOff > 24*time.Hour {
		vars.Problem("CUT_OFF", settings.CutOff.String(), "at most 24h, counted from midnight")
	}
	return settings, vars.Err()
}
