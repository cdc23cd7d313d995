package money

import (
	"encoding/json"
	"errors"
	"testing"
)

func amount(t *testing.T, number, currency string) Amount {
	t.Helper()
	a, err := Parse(number, currency)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestParse(t *testing.T) {
	tests := []struct{ number, currency, want string }{
		{"12.50", "EUR", "12.50 EUR"},
		{"12.5", "EUR", "12.50 EUR"},
		{"-0.05", "USD", "-0.05 USD"},
		{"300", "JPY", "300 JPY"},
		{"1.234", "KWD", "1.234 KWD"},
		{"92233720368547758.07", "CNY", "92233720368547758.07 CNY"},
	}
	for _, test := range tests {
		if got := amount(t, test.number, test.currency).String(); got != test.want {
			t.Errorf("%s %s: got %s, want %s", test.number, test.currency, got, test.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	tests := map[string]struct{ number, currency string }{
		"too many decimals":       {"1.234", "EUR"},
		"decimals of a yen":       {"1.5", "JPY"},
		"an unknown currency":     {"1", "XYZ"},
		"nothing":                 {"", "EUR"},
		"a point without digits":  {"1.", "EUR"},
		"two signs":               {"--1", "EUR"},
		"a sign after the point":  {"1.-5", "EUR"},
		"floating point notation": {"1e3", "EUR"},
		"more than fits":          {"92233720368547758.08", "CNY"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got, err := Parse(test.number, test.currency); err == nil {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestArithmetic(t *testing.T) {
	total, err := amount(t, "12.50", "EUR").Times(3)
	if err != nil {
		t.Fatal(err)
	}
	if total, err = total.Plus(amount(t, "0.01", "EUR")); err != nil || total.String() != "37.51 EUR" {
		t.Errorf("got %v, %v", total, err)
	}
	if got, err := (Amount{}).Plus(total); err != nil || got != total {
		t.Errorf("nothing plus %v is %v, %v", total, got, err)
	}
	if _, err := total.Plus(amount(t, "1", "JPY")); !errors.Is(err, ErrCurrency) {
		t.Errorf("got %v", err)
	}
	if _, err := amount(t, "92233720368547758.07", "CNY").Times(2); !errors.Is(err, ErrOverflow) {
		t.Errorf("got %v", err)
	}
}

func TestJSONRoundTrip(t *testing.T) {
	const text = `{"amount":"12.50","currency":"EUR"}`
	var a Amount
	if err := json.Unmarshal([]byte(text), &a); err != nil {
		t.Fatal(err)
	}
	if got, err := json.Marshal(a); err != nil || string(got) != text {
		t.Errorf("got %s, %v", got, err)
	}
}
