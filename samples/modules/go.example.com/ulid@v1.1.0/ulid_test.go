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

func TestTwoOfTheSameMillisecondDiffer(t *testing.T) {
	now := time.Now()
	if a, b := New(now), New(now); a == b {
		t.Errorf("%s was made twice", a)
	}
}

func TestTheTimeCanBeReadBack(t *testing.T) {
	want := time.Date(2025, 3, 18, 9, 45, 12, 345e6, time.UTC)
	got, err := Time(New(want))
	if err != nil || !got.Equal(want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

func TestWhatIsNotAnIdentifierIsRefused(t *testing.T) {
	for _, id := range []string{"", "01JPMZ2V5Q", "01JPMZ2V5Q8N3X0T7C4R6WBYKU", "01jpmz2v5q8n3x0t7c4r6wbykd"} {
		if _, err := Time(id); err == nil {
			t.Errorf("%q was accepted", id)
		}
	}
}
