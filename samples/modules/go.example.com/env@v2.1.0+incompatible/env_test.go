package env

import (
	"strings"
	"testing"
	"time"
)

func vars(pairs map[string]string) *Vars {
	return From("X_", func(name string) string { return pairs[name] })
}

func TestWhatIsSetIsRead(t *testing.T) {
	v := vars(map[string]string{"X_NAME": "a", "X_FORMAT": "text", "X_WAIT": "1m30s"})

	if got := v.String("NAME", "b"); got != "a" {
		t.Errorf("String: %q", got)
	}
	if got := v.Choice("FORMAT", "json", "text"); got != "text" {
		t.Errorf("Choice: %q", got)
	}
	if got := v.Duration("WAIT", time.Second); got != 90*time.Second {
		t.Errorf("Duration: %v", got)
	}
	if err := v.Err(); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNotSetHasItsDefault(t *testing.T) {
	v := vars(nil)

	if v.String("NAME", "b") != "b" || v.Choice("FORMAT", "json", "text") != "json" || v.Duration("WAIT", time.Second) != time.Second {
		t.Error("a default was not taken")
	}
	if err := v.Err(); err != nil {
		t.Error(err)
	}
}

func TestAllProblemsAreReportedAtOnce(t *testing.T) {
	v := vars(map[string]string{"X_FORMAT": "xml", "X_WAIT": "-1s"})
	v.Choice("FORMAT", "json", "text")
	v.Duration("WAIT", time.Second)

	err := v.Err()

	for _, part := range []string{`X_FORMAT is "xml", but must be one of json, text`, `X_WAIT is "-1s"`} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v does not say %s", err, part)
		}
	}
}
