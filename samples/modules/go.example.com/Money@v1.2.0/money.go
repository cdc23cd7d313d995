// Package money holds amounts of money that never lose a cent: whole minor units with their currency.
package money

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Errors of arithmetic.
var (
	ErrCurrency = errors.New("amounts of different currencies cannot be added")
	ErrOverflow = errors.New("the amount is too large")
)

// decimals says how many digits follow the point.
var decimals = map[string]int{"CHF": 2, "CNY": 2, "EUR": 2, "GBP": 2, "JPY": 0, "KWD": 3, "USD": 2}

// Amount is an amount of money. The zero value is no money in no currency, and can be added to any amount.
type Amount struct {
	minor    int64
	currency string
}

// Parse reads a decimal number such as "12.50" with at most as many decimals as the currency has.
func Parse(number, currency string) (Amount, error) {
	places, known := decimals[currency]
	if !known {
		return Amount{}, fmt.Errorf("%q is not a known currency", currency)
	}
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(number, "-"), ".")
	if whole == "" || len(fraction) > places || strings.HasSuffix(number, ".") || !digits(whole+fraction) {
		return Amount{}, fmt.Errorf("%q is not an amount in %s, which has %d decimals", number, currency, places)
	}
	minor, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", places-len(fraction)), 10, 64)
	if err != nil {
		return Amount{}, ErrOverflow
	}
	if strings.HasPrefix(number, "-") {
		minor = -minor
	}
	return Amount{minor, currency}, nil
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// Currency returns the currency's ISO 4217 code.
func (a Amount) Currency() string { return a.currency }

// IsPositive tells whether the amount is more than nothing.
func (a Amount) IsPositive() bool { return a.minor > 0 }

// Plus returns a + b, which must be of one currency.
func (a Amount) Plus(b Amount) (Amount, error) {
	switch {
	case a == Amount{}:
		return b, nil
	case b == Amount{}:
		return a, nil
	case a.currency != b.currency:
		return Amount{}, ErrCurrency
	case b.minor > 0 && a.minor > math.MaxInt64-b.minor, b.minor < 0 && a.minor < math.MinInt64-b.minor:
		return Amount{}, ErrOverflow
	}
	return Amount{a.minor + b.minor, a.currency}, nil
}

// Times returns n times the amount.
func (a Amount) Times(n int64) (Amount, error) {
	if a.minor != 0 && n != 0 {
		if product := a.minor * n; product/n != a.minor || product == math.MinInt64 {
			return Amount{}, ErrOverflow
		}
	}
	return Amount{a.minor * n, a.currency}, nil
}

// Number returns the decimal number, such as "12.50".
func (a Amount) Number() string {
	places := decimals[a.currency]
	sign, minor := "", a.minor
	if minor < 0 {
		sign, minor = "-", -minor
	}
	text := fmt.Sprintf("%0*d", places+1, minor)
	if places == 0 {
		return sign + text
	}
	return sign + text[:len(text)-places] + "." + text[len(text)-places:]
}

// String returns the number and the currency, such as "12.50 EUR".
func (a Amount) String() string { return strings.TrimSpace(a.Number() + " " + a.currency) }

type wire struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}

// MarshalJSON writes {"amount":"12.50","currency":"EUR"}: a string, because JSON numbers are floating point to most readers.
func (a Amount) MarshalJSON() ([]byte, error) { return json.Marshal(wire{a.Number(), a.currency}) }

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Amount) UnmarshalJSON(data []byte) error {
	var w wire
	if err := json.Unmarshal(data, &w); err != nil {
		return err
	}
	amount, err := Parse(w.Amount, w.Currency)
	if err == nil {
		*a = amount
	}
	return err
}
