// Package ulid makes identifiers of 26 characters that sort by the time they were made.
package ulid

import (
	"crypto/rand"
	"time"
)

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// New returns an identifier for the time t: 48 bits of milliseconds, then 80 bits of chance.
// It panics if the system has no randomness to give.
func New(t time.Time) string {
	var id [26]byte
	ms := uint64(t.UnixNano() / int64(time.Millisecond))
	for i := 9; i >= 0; i-- {
		id[i] = alphabet[ms&31]
		ms >>= 5
	}
	if _, err := rand.Read(id[10:]); err != nil {
		panic("ulid: " + err.Error())
	}
	for i := 10; i < len(id); i++ {
		id[i] = alphabet[id[i]&31]
	}
	return string(id[:])
}
