package orders

import (
	"sync"
	"time"

	"go.example.com/clock/v2"
	"go.example.com/ulid"
)

// Store keeps orders in memory, oldest first. It is safe for concurrent use.
type Store struct {
	clock  clock.Clock
	zone   *time.Location
	cutOff time.Duration

	mu     sync.RWMutex
	orders []Order
	byID   map[string]int
}

// NewStore returns an empty store. Orders taken before the cut-off ship on the same working day of the zone.
func NewStore(c clock.Clock, zone *time.Location, cutOff time.Duration) *Store {
	return &Store{clock: c, zone: zone, cutOff: cutOff, byID: map[string]int{}}
}

// Create takes the order, or says what is wrong with it.
func (s *Store) Create(draft Draft) (Order, error) {
	total, err := draft.total()
	if err != nil {
		return Order{}, err
	}
	now := s.clock.Now()
	order := Order{ulid.New(now), draft, total, now.In(s.zone).Truncate(time.Second), s.ShippingDay()}

	s.mu.Lock()
	defer s.mu.Unlock()
	s.byID[order.ID] = len(s.orders)
	s.orders = append(s.orders, order)
	return order, nil
}

// Get returns the order with the identifier.
func (s *Store) Get(id string) (Order, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	i, found := s.byID[id]
	if !found {
		return Order{}, false
	}
	return s.orders[i], true
}

// List returns at most limit orders, newest first; all customers' if customer is "".
func (s *Store) List(customer string, limit int) []Order {
	s.mu.RLock()
	defer s.mu.RUnlock()
	list := []Order{}
	for i := len(s.orders) - 1; i >= 0 && len(list) < limit; i-- {
		if customer == "" || s.orders[i].Customer == customer {
			list = append(list, s.orders[i])
		}
	}
	return list
}

// Len returns the number of orders.
func (s *Store) Len() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.orders)
}

// ShippingDay returns the day on which an order taken now leaves the house.
func (s *Store) ShippingDay() string {
	return clock.ShippingDay(s.clock, s.zone, s.cutOff).Format(time.DateOnly)
}
