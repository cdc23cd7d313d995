// Package ulid makes identifiers of 26 characters that sort by the time they were made.
//
// An identifier is 10 characters of milliseconds since 1970 followed by 16 characters of chance, both in
// Crockford's base 32: digits and upper-case letters without I, L, O and U, which are easily misread.
package ulid

import (
	"crypto/rand"
	"fmt"
	"strings"
	"time"
)

const (
	alphabet   = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	length     = 26
	timeLength = 10
)

// New returns an identifier for the time t. It panics if the system has no randomness to give.
func New(t time.Time) string {
	var id [length]byte
	ms := uint64(t.UnixMilli())
	for i := timeLength - 1; i >= 0; i-- {
		id[i] = alphabet[ms&31]
		ms >>= 5
	}
	if _, err := rand.Read(id[timeLength:]); err != nil {
		panic("ulid: " + err.Error())
	}
	for i := timeLength; i < length; i++ {
		id[i] = alphabet[id[i]&31]
	}
	return string(id[:])
}

// Time returns the millisecond that id was made in, or an error that says what is wrong with id.
func Time(id string) (time.Time, error) {
	if len(id) != length {
		return time.Time{}, fmt.Errorf("ulid %q has %d characters, not %d", id, len(id), length)
	}
	var ms int64
	for i := 0; i < length; i++ {
		digit := strings.IndexByte(alphabet, id[i])
		if digit < 0 {
			return time.Time{}, fmt.Errorf("ulid %q has a %q at position %d, which is not in its alphabet", id, id[i], i+1)
		}
		if i < timeLength {
			ms = ms<<5 | int64(digit)
		}
	}
	return time.UnixMilli(ms), nil
}
