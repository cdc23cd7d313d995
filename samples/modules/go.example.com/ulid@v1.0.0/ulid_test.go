package ulid

import (
	"testing"
	"time"
)

func TestLaterSortsAfterEarlier(t *testing.T) {
	now := time.Now()
	if earlier, later := New(now), New(now.Add(time.Millisecond)); earlier >= later {
		t.Errorf("%s does not sort before %s", earlier, later)
	}
}
