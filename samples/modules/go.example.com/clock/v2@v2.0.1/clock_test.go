package clock

import (
	"strings"
	"testing"
	"time"
)

func TestShippingDay(t *testing.T) {
	tests := map[string]struct{ now, want string }{
		"before the cut-off it is today":             {"2025-03-18T05:59:59Z", "2025-03-18"},
		"at the cut-off it is tomorrow":              {"2025-03-18T06:00:00Z", "2025-03-19"},
		"late on Friday it is Monday":                {"2025-03-21T08:00:00Z", "2025-03-24"},
		"on Saturday it is Monday":                   {"2025-03-22T01:00:00Z", "2025-03-24"},
		"the place's day counts, not Greenwich's":    {"2025-03-18T17:00:00Z", "2025-03-19"},
		"Sunday evening in Greenwich is Monday here": {"2025-03-23T16:30:00Z", "2025-03-24"},
	}
	shanghai := time.FixedZone("CST", 8*60*60)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			now, err := time.Parse(time.RFC3339, test.now)
			if err != nil {
				t.Fatal(err)
			}
			if got := ShippingDay(At(now), shanghai, 14*time.Hour).Format(time.DateOnly); got != test.want {
				t.Errorf("at %s: got %s, want %s", test.now, got, test.want)
			}
		})
	}
}

func TestAManualClockMovesWhenTold(t *testing.T) {
	start := time.Date(2025, 3, 18, 0, 0, 0, 0, time.UTC)
	c := At(start)
	c.Advance(time.Hour)
	if got := c.Now().Sub(start); got != time.Hour {
		t.Errorf("got %v", got)
	}
}

func TestAnUnknownZoneIsNamed(t *testing.T) {
	if _, err := Zone("Atlantis/Centre"); err == nil || !strings.Contains(err.Error(), "Atlantis/Centre") {
		t.Errorf("got %v", err)
	}
}
