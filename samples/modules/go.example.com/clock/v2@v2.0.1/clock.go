// Package clock is the time as something a program is given, and the working days of a place.
package clock

import (
	"fmt"
	"sync"
	"time"
)

// Clock tells the time.
type Clock interface{ Now() time.Time }

type system struct{}

func (system) Now() time.Time { return time.Now() }

// System returns the machine's clock.
func System() Clock { return system{} }

// Manual is a clock for tests that stands still until it is told to move. It is safe for concurrent use.
type Manual struct {
	mu  sync.Mutex
	now time.Time
}

// At returns a clock that shows t.
func At(t time.Time) *Manual { return &Manual{now: t} }

// Now returns the time shown.
func (m *Manual) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

// Advance moves the clock by d.
func (m *Manual) Advance(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = m.now.Add(d)
}

// Zone returns the time zone with an IANA name such as "Asia/Shanghai".
func Zone(name string) (*time.Location, error) {
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("time zone %q: %w (a minimal image needs /usr/share/zoneinfo)", name, err)
	}
	return zone, nil
}

// ShippingDay returns the day on which what is ordered now leaves the house: today if it is a working day in zone
// and before the cut-off, which is counted from midnight, else the next working day.
func ShippingDay(c Clock, zone *time.Location, cutOff time.Duration) time.Time {
	now := c.Now().In(zone)
	day := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, zone)
	wall := time.Duration(now.Hour())*time.Hour + time.Duration(now.Minute())*time.Minute + time.Duration(now.Second())*time.Second
	if wall >= cutOff {
		day = day.AddDate(0, 0, 1)
	}
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, 1)
	}
	return day
}
