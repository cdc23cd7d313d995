// Package orders takes orders and keeps them.
package orders

import (
	"errors"
	"fmt"
	"strings"
	"time"

	money "go.example.com/Money"
)

// Line is a quantity of one article.
type Line struct {
	SKU      string       `json:"sku"`
	Quantity int64        `json:"quantity"`
	Price    money.Amount `json:"price"`
}

// Draft is an order as a customer sends it.
type Draft struct {
	Customer string `json:"customer"`
	Lines    []Line `json:"lines"`
}

// Order is an order that was taken.
type Order struct {
	ID string `json:"id"`
	Draft
	Total   money.Amount `json:"total"`
	Created time.Time    `json:"created"`
	Ships   string       `json:"ships"`
}

// total checks the draft and adds it up. Its error names everything that is wrong.
func (d Draft) total() (money.Amount, error) {
	var problems []error
	if strings.TrimSpace(d.Customer) == "" {
		problems = append(problems, errors.New("customer is missing"))
	}
	if len(d.Lines) == 0 {
		problems = append(problems, errors.New("lines is empty"))
	}
	var total money.Amount
	for i, line := range d.Lines {
		switch {
		case line.SKU == "":
			problems = append(problems, fmt.Errorf("lines[%d].sku is missing", i))
		case line.Quantity < 1:
			problems = append(problems, fmt.Errorf("lines[%d].quantity is %d, not at least 1", i, line.Quantity))
		case !line.Price.IsPositive():
			problems = append(problems, fmt.Errorf("lines[%d].price is not more than nothing", i))
		default:
			price, err := line.Price.Times(line.Quantity)
			if err == nil {
				price, err = total.Plus(price)
			}
			if err != nil {
				problems = append(problems, fmt.Errorf("lines[%d]: %w", i, err))
				continue
			}
			total = price
		}
	}
	return total, errors.Join(problems...)
}
