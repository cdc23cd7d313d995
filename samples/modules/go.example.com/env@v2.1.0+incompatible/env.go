// Package env reads a program's configuration from its environment and reports everything that is wrong with it at once.
package env

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// Vars reads variables whose names begin with a prefix. A variable that is empty counts as not set.
type Vars struct {
	prefix   string
	lookup   func(string) string
	problems []string
}

// Reader returns the process's variables whose names begin with prefix.
func Reader(prefix string) *Vars { return From(prefix, os.Getenv) }

// From is Reader for variables that come from elsewhere, such as a test.
func From(prefix string, lookup func(string) string) *Vars {
	return &Vars{prefix: prefix, lookup: lookup}
}

// String returns the variable's value, or fallback if it is not set.
func (v *Vars) String(name, fallback string) string {
	if value := v.lookup(v.prefix + name); value != "" {
		return value
	}
	return fallback
}

// Choice returns the variable's value, which must be one of choices, or the first choice if it is not set.
func (v *Vars) Choice(name string, choices ...string) string {
	value := v.String(name, choices[0])
	for _, choice := range choices {
		if value == choice {
			return value
		}
	}
	v.Problem(name, value, "one of "+strings.Join(choices, ", "))
	return choices[0]
}

// Duration returns the variable's value, such as "1m30s", or fallback if it is not set.
func (v *Vars) Duration(name string, fallback time.Duration) time.Duration {
	text := v.String(name, "")
	if text == "" {
		return fallback
	}
	value, err := time.ParseDuration(text)
	if err != nil || value < 0 {
		v.Problem(name, text, "a duration such as 1m30s")
		return fallback
	}
	return value
}

// Problem records that a variable has a value that is not what is accepted.
func (v *Vars) Problem(name, value, accepted string) {
	v.problems = append(v.problems, fmt.Sprintf("%s%s is %q, but must be %s", v.prefix, name, value, accepted))
}

// Err returns all problems met so far as one error, or nil.
func (v *Vars) Err() error {
	if len(v.problems) == 0 {
		return nil
	}
	return fmt.Errorf("%s", strings.Join(v.problems, "; "))
}
