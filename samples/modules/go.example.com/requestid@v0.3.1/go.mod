module go.example.com/requestid

go 1.16

require go.example.com/ulid v1.0.0
